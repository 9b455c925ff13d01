"""The functions and operators of the language, one to a file, found by looking here."""
