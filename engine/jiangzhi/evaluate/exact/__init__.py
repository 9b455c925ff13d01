"""Every kind of step, evaluated exactly: pure functions over sequences of values."""
