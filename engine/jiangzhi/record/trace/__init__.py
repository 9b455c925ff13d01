"""The trace store: every value of a run in one Parquet file, exact, one row an entity.

The columns are described in ``docs/for-auditors.md``. Everything needed to evaluate again is
in the file but the policy itself, whose text lies beside it in the run folder.
"""
