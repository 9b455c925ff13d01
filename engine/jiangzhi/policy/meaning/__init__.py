"""Formulas and conditions resolved: columns, ranks, bands, classes, last year's values."""
