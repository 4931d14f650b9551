"""The windows that open over the main one: files, export, printing, about."""
