"""XML that says the same, in whatever order of attributes and with whatever names of spaces."""

from __future__ import annotations

from io import StringIO
from xml.etree.ElementTree import ParseError, canonicalize


def is_same_xml(one: bytes, other: bytes) -> bool:
    """Whether two documents have the same canonical form; what is no XML is not the same."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        for data in (one, other):
            fromstring(data, forbid_dtd=True)
        forms = [canonicalize(from_file=StringIO(data.decode("utf-8"))) for data in (one, other)]
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return False
    return forms[0] == forms[1]
