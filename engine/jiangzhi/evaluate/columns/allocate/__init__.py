"""Pools shared out over many groups at once, to the last unit.

The meaning of every clause is that of ``docs/policy-language.md`` section 7. Everything is
counted in whole units of the rounding; a claim is an integer over its group's ``scale``.
"""
