"""What is handed out: the workbook with live formulas, the page, the settlement, the
regulation.

In: a ``Computed`` outcome.
Out: the files of a run folder.
Imports: the stages before it.
"""
