"""Ordered steps that every evaluator follows and every explanation retells.

In: a ``Policy``.
Out: ``Plan``, with proved bounds; ``Loaded`` with what was found on the way.
Imports: ``document``, ``formula``, ``policy``.
"""
