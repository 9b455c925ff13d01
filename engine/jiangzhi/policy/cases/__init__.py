"""Worked cases as the document writes them."""
