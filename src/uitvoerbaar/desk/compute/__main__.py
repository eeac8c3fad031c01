"""`python -m uitvoerbaar.desk.compute FOLDER`: the compute process of a data folder; `Compute` starts it by itself."""

from __future__ import annotations

import argparse
import faulthandler
import importlib
import os
import sys
from pathlib import Path

from uitvoerbaar.desk.compute.place import place_in
from uitvoerbaar.desk.compute.serve import serve
from uitvoerbaar.desk.compute.setting import IDLE, Setting
from uitvoerbaar.desk.compute.turns import GRACE


def main() -> int:
    """Serve until the end; gives the exit code (see `serve`)."""
    parser = argparse.ArgumentParser(prog="python -m uitvoerbaar.desk.compute")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--population", type=Path)
    parser.add_argument("--works", action="append", default=[])
    parser.add_argument("--idle", type=float, default=IDLE)
    parser.add_argument("--grace", type=float, default=GRACE)
    given = parser.parse_args()
    faulthandler.enable()
    setting = Setting(given.population, tuple(given.works), given.idle, given.grace)
    for module in setting.modules:
        importlib.import_module(module)
    return serve(place_in(given.folder), setting)


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # threads that still compute are not waited for: their answers are wanted by nobody
