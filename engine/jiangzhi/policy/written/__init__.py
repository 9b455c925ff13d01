"""Statements, tables, cells and periods as they are written, not yet resolved."""
