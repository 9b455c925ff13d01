"""One raw cell → one exact value of an input's type, or why not."""
