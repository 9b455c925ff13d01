"""Verification of a run folder: what was altered, and what merely follows from it.

In: the folder, the originals, keys.
Out: ``Verified``: findings, each with its consequences.
Imports: the stages before it.
"""
