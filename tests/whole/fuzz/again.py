"""Repeat an attempt that was kept: `python -m tests.whole.fuzz.again out/fuzz/law/01`, in the source tree."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from tests.fictional.country import furnish
from tests.whole.fuzz.attempt import NAME, Attempt, act
from tests.whole.fuzz.kinds import KINDS, READERS


def main(folder: Path) -> None:
    """Do it again, in a copy; a defect ends in its traceback."""
    kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
    files = {name: (folder / name).read_bytes() for name in kept["files"]}
    with tempfile.TemporaryDirectory() as scratch:
        if KINDS[folder.absolute().parent.name].fictional:
            os.environ["UITVOERBAAR_DATA"] = str(furnish(Path(scratch) / "land"))
        act(Attempt(files, tuple(kept["command"]), kept["reader"]), Path(scratch), READERS)
    print("Geen defect.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
