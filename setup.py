"""The one thing that pyproject.toml cannot say: a wheel carries the folder data/ inside the package.

In the source tree data/ stays at the root, beside src/, and an editable installation reads it there.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class WithData(build_py):
    """Building a package that is not editable also copies the data."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "uitvoerbaar" / "data"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(ROOT / "data", target, ignore=shutil.ignore_patterns(".*"))


setup(cmdclass={"build_py": WithData})
