"""Definitions resolved: inputs, parameters, rules, tables, allocations, splits."""
