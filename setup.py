"""What setup.cfg cannot say: what the wheel carries, and what must be known before building.

The wheel carries rules/ and inputs/ as ``jiangzhi/workspace``, for ``jiangzhi init``; an
editable install reads them where they stand.

durable-rules, which pip builds beside us, calls a function that CPython 3.13 took away. Older
compilers let that pass, and the program does without the function; newer ones stop. Whoever
installs is told so in a sentence, before the compiler says it in fifty lines.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py
from setuptools.command.dist_info import dist_info
from setuptools.errors import CompileError, LinkError, PlatformError
from setuptools.extension import Extension

FOLDERS = ("rules", "inputs")
DEFINITION = "-DPyEval_CallObject=PyObject_CallObject"
TOLD = f"""

durable-rules 2.0.28 does not compile on Python {sys.version_info[0]}.{sys.version_info[1]} \
with this compiler as it is. Install with

    CPPFLAGS={DEFINITION} pip install .

or by `make setup`, which does the same.

用这个编译器,durable-rules 2.0.28 在这个版本的 Python 上编译不过。请改用

    CPPFLAGS={DEFINITION} pip install .

或者 `make setup`(它就是这样做的)。
"""


class BuildWithWorkspace(build_py):
    """Builds the package and puts the workspace into it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for folder in FOLDERS:
                target = Path(self.build_lib, "jiangzhi", "workspace", folder)
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(folder, target, ignore=shutil.ignore_patterns("~$*", ".*"))


class DescribeWhereItBuilds(dist_info):
    """Says what the wheel will need, unless a part of it cannot be built here."""

    def run(self) -> None:
        if (
            sys.version_info >= (3, 13)
            and compiles("")
            and not compiles("PyEval_CallObject(0, 0);")
        ):
            raise PlatformError(TOLD)
        super().run()


def compiles(statement: str) -> bool:
    """Whether a function of this statement can be compiled here, as an extension would be."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "trial.c")
        source.write_text(
            f"#include <Python.h>\nPyObject *trial(void) {{ {statement} return 0; }}\n",
            encoding="utf-8",
        )
        trial = Extension("trial", [str(source)])
        command = build_ext(Distribution({"ext_modules": [trial]}))
        command.build_temp = command.build_lib = folder
        command.finalize_options()
        with contextlib.suppress(LinkError):
            try:
                command.run()
            except (CompileError, PlatformError, OSError):
                return False
        return True


setup(cmdclass={"build_py": BuildWithWorkspace, "dist_info": DescribeWhereItBuilds})
