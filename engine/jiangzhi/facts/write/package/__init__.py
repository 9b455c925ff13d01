"""An .xlsx package changed in place: a few elements put in, every other byte as it was.

openpyxl and every other editing library that was tried writes the whole workbook anew, and with
it loses what it does not know (pictures, shapes, sparklines, rich text, stored results). In: the
bytes of a package, and marks by sheet. Out: the bytes of the marked one.
"""
