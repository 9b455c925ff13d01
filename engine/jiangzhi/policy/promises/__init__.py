"""Guarantees and waivers as the document writes them."""
