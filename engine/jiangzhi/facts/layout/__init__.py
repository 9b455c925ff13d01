"""A sheet → the tables in it, however they lie: side by side, one below the other, turned, long.

In: a grid. Out: grids of one table each, whose cells know where in the sheet they stand.
"""
