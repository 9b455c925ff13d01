"""Worked cases of a policy: run, and compared cell by cell."""
