"""The one step that setup.cfg cannot say: the wheel carries rules/ and inputs/.

They become ``jiangzhi/workspace`` there, for ``jiangzhi init``; an editable install reads
them where they stand. Everything else is in setup.cfg.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("rules", "inputs")


class BuildWithWorkspace(build_py):
    """Builds the package and puts the workspace into it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for folder in FOLDERS:
                target = Path(self.build_lib, "jiangzhi", "workspace", folder)
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(folder, target, ignore=shutil.ignore_patterns("~$*", ".*"))


setup(cmdclass={"build_py": BuildWithWorkspace})
