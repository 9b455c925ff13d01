"""allocations.xlsx: the outcome as live formulas, from the imported cells to the awards."""
