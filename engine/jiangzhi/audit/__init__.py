"""Verification of a run folder: what was altered, and what merely follows from it."""
