"""The whole pipeline on one page: plain functions between frozen dataclasses.

Markdown ─document→ Document ─policy→ Policy ─plan→ Plan ┐
                                                         ├─evaluate→ Outcome ─publish→ run
xlsx ─────────────workbook→ Facts ───────────────────────┘                └─explain→ Derivation
"""
