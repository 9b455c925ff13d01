"""Outcomes of changed facts: one input altered, a part of the plan evaluated again."""
