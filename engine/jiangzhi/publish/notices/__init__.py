"""Notices: a letter to each town in the form of GB/T 9704, from a Word template."""
