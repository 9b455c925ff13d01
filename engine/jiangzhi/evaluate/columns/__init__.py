"""A plan evaluated over whole columns of integers: the second evaluator."""
