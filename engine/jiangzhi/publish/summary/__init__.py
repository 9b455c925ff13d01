"""汇总: what the runs of a batch come to, as one workbook and one page."""
