"""The C library beneath durable-rules, loaded so that it also loads on Python 3.13 and later.

CPython 3.13 took ``PyEval_CallObject`` away. The library calls it only to hand messages to a
store of its user's, and we set none: where the system binds a function at its first call, the
missing one is never looked for.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any, Final

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.problems import LIBRARY_NOT_LOADED

#: What durable-rules must be compiled with on Python 3.13 and later, as ``CPPFLAGS``.
DEFINITION: Final = "-DPyEval_CallObject=PyObject_CallObject"
_MODULE: Final = "durable_rules_engine"


def load_library() -> Any:
    """The module of C functions. Raises ``Refused`` where it is missing or does not load."""
    before = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    if before is not None:
        sys.setdlopenflags(os.RTLD_LAZY | os.RTLD_LOCAL)
    try:
        return importlib.import_module(_MODULE)
    except ImportError as error:
        problem = LIBRARY_NOT_LOADED.at(None, reason=str(error), definition=DEFINITION)
        raise Refused([problem]) from error
    finally:
        if before is not None:
            sys.setdlopenflags(before)
