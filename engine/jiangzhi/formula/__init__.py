"""Formulas: text to tree, types, the functions one to a file, exact values and bounds.

In: the text of one formula.
Out: syntax trees; ``Function`` values; ``Expr``, typed expressions.
Imports: ``document`` for places.
"""
