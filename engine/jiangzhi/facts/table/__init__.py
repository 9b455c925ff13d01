"""A grid → the table in it: headings, units, rows, totals."""
