"""The fields of a form: each bound to one path of the agreement."""
