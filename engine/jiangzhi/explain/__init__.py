"""Why, why not, how far, what if, and what differs between two runs: words made from a
plan and its values when they are asked for.

In: an ``Outcome``.
Out: ``Derivation`` and its like, rendered as text, HTML or JSON.
Imports: the stages before it.
"""
