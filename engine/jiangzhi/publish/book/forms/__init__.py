"""The spreadsheet form of each construct, one file each."""
