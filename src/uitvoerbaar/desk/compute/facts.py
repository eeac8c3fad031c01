"""What a compute process tells of itself."""

from __future__ import annotations

import os
import platform
import time
from functools import cache
from importlib import metadata
from typing import Any

from uitvoerbaar.base.cores import cores
from uitvoerbaar.base.version import __version__
from uitvoerbaar.desk.compute.book import Book
from uitvoerbaar.desk.compute.memory import own_bytes
from uitvoerbaar.desk.compute.setting import Setting

_PACKAGES = ("numpy", "llvmlite", "pyarrow", "z3-solver")


class Facts:
    """The process as it is now; `holds` gives the names of what it keeps between questions."""

    def __init__(self, setting: Setting, book: Book) -> None:
        self.setting, self.book = setting, book
        self.began = time.monotonic()

    def told(self) -> dict[str, Any]:
        """As JSON. `resident_bytes` is null where the system does not tell."""
        jobs = list(self.book.jobs)
        folder = self.setting.population
        return {
            "version": __version__,
            "python": platform.python_version(),
            "packages": {name: _version(name) for name in _PACKAGES},
            "pid": os.getpid(),
            "cores": cores(),
            "population": None if folder is None else str(folder),
            "resident_bytes": own_bytes(),
            "uptime_seconds": round(time.monotonic() - self.began, 3),
            "waiting": sum(not job.open for job in jobs),
            "running": sum(job.open and not job.light for job in jobs),
            "results": len(self.book.results),
            "result_bytes": self.book.results.bytes,
        }


@cache
def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
