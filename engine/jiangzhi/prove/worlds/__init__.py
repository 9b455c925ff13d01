"""One entity of every level of a plan, its inputs unknown, in the solver's alphabet."""
