"""A bureau's year as one job: runs with names, task lists, their order and state, the
ledger.

In: task lists and the page's functions.
Out: runs, and a ledger that says how each came about.
Imports: ``flow``; of the stages values and words only.
"""
