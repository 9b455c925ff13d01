"""The plan over the facts, by evaluators that share nothing but the plan, and their
judgement.

In: ``Plan`` and ``Facts``.
Out: ``Outcome``; ``Computed`` when it was compared, checked and noted.
Imports: the stages before it; exact, firing and columns not each other's arithmetic.
"""
