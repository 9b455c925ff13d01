"""Explanations made from a plan and its values: why, why not, how far, and their store."""
