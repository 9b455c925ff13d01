"""Types, values, what is not known, and bounds."""
