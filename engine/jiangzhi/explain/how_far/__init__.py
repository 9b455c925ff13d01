"""How far: where a single input would have to be for a condition to turn, found exactly."""
