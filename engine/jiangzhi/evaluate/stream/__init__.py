"""Parquet in, Parquet out: batches that no memory holds, whole groups at a time."""
