"""A bureau's year as one job: runs with names, task lists, their order and state, the ledger."""
