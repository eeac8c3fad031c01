"""Whether two report.json files say the same: `python tools/compare_reports.py BEFORE AFTER`.

Ignores what differs between two runs of the same assessment: the date and duration of the run, the version of the
software, and the folders that a command or a file name is in. Everything else counts, to the last figure and letter, also
the order of lists. Prints each difference with its place and ends with 1 when there is one; with 2 when a file cannot be
read. Each argument may be the file or the folder it is in.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

IGNORED = frozenset(("/date", "/duration_s", "/software/version"))
"""Places at the top of a report that belong to the run and not to what it says."""
_OPTION = re.compile(r"(--(?:out|population|case|kaart|map)[ =])('[^']*'|\S+)")
_FOLDER = re.compile(r"(?<![\w/:.])(?:/[^/\s'\"]+)+/(?=[^/\s'\"]+)")
_SHOWN = 160
"""Characters of a value that a difference shows."""


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Every place at which two values of JSON differ, as a line for a reader."""
    if place in IGNORED:
        return
    if isinstance(one, dict) and isinstance(other, dict):
        for key in (*one, *(k for k in other if k not in one)):
            if key not in one or key not in other:
                yield f"{place}/{key}: only {'after' if key in other else 'before'}"
            else:
                yield from differences(one[key], other[key], f"{place}/{key}")
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            yield f"{place}: {len(one)} entries before, {len(other)} after"
        for index, (a, b) in enumerate(zip(one, other, strict=False)):
            yield from differences(a, b, f"{place}/{_name(a, index)}")
    elif type(one) is not type(other) or without_folders(one) != without_folders(other):
        yield f"{place}:\n  before {_short(one)}\n  after  {_short(other)}"


def without_folders(value: Any) -> Any:
    """A text without the folders of the machine that made it; any other value as it is."""
    return _FOLDER.sub("", _OPTION.sub(r"\1...", value)) if isinstance(value, str) else value


def _name(entry: Any, index: int) -> str:
    """What an entry of a list is called: its id where it has one."""
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else str(index)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def read(path: Path) -> Any:
    """The report in a file, or in the folder that holds it. Raises OSError or ValueError when there is none."""
    file = path / "report.json" if path.is_dir() else path
    return json.loads(file.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        before, after = (read(Path(argument)) for argument in arguments)
    except (OSError, ValueError) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 2
    lines = list(differences(before, after))
    print("\n".join(lines) or "no difference")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
