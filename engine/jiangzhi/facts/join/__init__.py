"""Tables of several sheets and files → one set of facts."""
