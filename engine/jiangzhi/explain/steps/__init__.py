"""One kind of step to a file: its lines, and the values it rests on."""
