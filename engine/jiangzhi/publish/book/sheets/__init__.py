"""The sheets of the book, one file each."""
