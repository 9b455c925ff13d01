"""report.html: one page for the auditor's meeting, that works without a network."""
