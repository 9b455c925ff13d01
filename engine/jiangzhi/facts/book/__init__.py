"""Files of any kind → grids of raw cells, within limits, touching nothing outside the file."""
