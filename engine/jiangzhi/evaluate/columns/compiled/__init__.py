"""The same evaluation with steps compiled to machine code: an extra that changes only speed.

The steps of a level that read row by row are followed once over arrays that write down what
is done to them (``traced``); that program becomes one loop (``ir``, ``kernel``), which every
block runs. Nothing is stated twice: what is compiled is what the plain evaluator did. Where
that depended on the data (“does any row fail?”), the loop checks that the answer is the same
for its block, and the block is followed plainly if not.
"""
