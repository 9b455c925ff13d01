"""Two runs compared: each town's difference, split exactly into where it came from."""
