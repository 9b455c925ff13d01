"""What a document means: levels, inputs, quantities, tables, allocations, cases; resolved,
typed and checked.

In: a ``Document`` and a day.
Out: ``Policy``, or every problem at once.
Imports: ``document``, ``formula``.
"""
