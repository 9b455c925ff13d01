"""The guarantees of a policy, checked on the towns of a run."""
