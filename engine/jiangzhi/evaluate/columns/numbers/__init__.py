"""Columns of exact numbers: fractions of integers that are proved to fit, and their arithmetic."""
