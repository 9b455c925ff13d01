"""The settlement of two runs as a workbook: what is to be paid later, or back."""
