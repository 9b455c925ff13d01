"""The stored run: the trace of every value, the manifest, the seal, signatures.

In: an ``Outcome``, or the folder of a run.
Out: ``trace.parquet``, ``run.json``; a ``Run`` opened again.
Imports: the stages before it.
"""
