"""A derivation as text and as JSON."""
