"""A plan → what is proved of it for all inputs, and what a town refutes.

May import what evaluates a plan, to confirm a refutation; knows the solver behind ``solver``
alone. Without the extra ``prove`` nothing here can be asked.

In: a ``Plan``.
Out: what is proved, and what a town refutes.
Imports: the stages before it.
"""
