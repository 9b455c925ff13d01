"""One command to a file: options, a call of the page, what is printed."""
