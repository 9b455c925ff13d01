"""Formula text to syntax tree: characters, tokens, literals, operators."""
