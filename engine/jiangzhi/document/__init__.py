"""A policy file as a document: front matter, articles, tables, fenced blocks, quotes.

In: the text of a Markdown file.
Out: ``Document``, every piece with its line and column.
Imports: nothing of the other stages.
"""
