"""Whether two evaluators agree: on every value, or on telling samples of a large run."""
