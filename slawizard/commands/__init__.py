"""The commands of `slawizard`: one file a subject, each with a table of its commands."""
