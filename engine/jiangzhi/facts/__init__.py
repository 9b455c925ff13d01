"""Workbooks as exact facts: book (files to grids), cells, table, join, write.

In: files or frames, and the ``Policy`` that says what to look for.
Out: ``Facts``: values by level, each with its cell; ``Tree``, who stands above whom.
Imports: the stages before it.
"""
