"""The firing evaluator: which rules apply is decided by the matching of durable-rules."""
