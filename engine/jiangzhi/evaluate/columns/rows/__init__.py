"""Rows of all levels in one order, values loaded into them and grouped."""
