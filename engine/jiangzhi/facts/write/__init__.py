"""Workbooks written for the clerk: the annotated copy and the blank template."""
