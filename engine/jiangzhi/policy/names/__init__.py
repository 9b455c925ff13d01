"""Names: what is defined where, what may be read from where."""
