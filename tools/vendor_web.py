"""The files of others that the pages use, fetched anew: htmx, and the parts of the Utrecht components that are used.

    python tools/vendor_web.py         fetch (with npm) and write src/uitvoerbaar/desk/static/vendor
    python tools/vendor_web.py check   only say whether the files are those that herkomst.json names

At run time nothing is fetched: the files lie in the repository, with their licence, version and SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src" / "uitvoerbaar" / "desk" / "static" / "vendor"
ORIGIN = "herkomst.json"
HTMX, UTRECHT = ("htmx.org", "2.0.11"), ("@utrecht/component-library-css", "9.0.4")
COMPONENTS = (
    "alert", "breadcrumb-nav", "button", "code", "form-field", "form-label", "link", "mark", "paragraph", "select",
    "separator", "skip-link", "table", "textbox", "unordered-list",
)  # fmt: skip
"""The components of Utrecht that a template uses; the rest of its style is left out."""
_NAME = re.compile(r"\.utrecht-((?:[a-z0-9]+-)*[a-z0-9]+)")


def rules(css: str) -> Iterator[str]:
    """The rules of a style sheet, each with its block."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    depth = start = 0
    for at, letter in enumerate(css):
        if letter == "{":
            depth += 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield css[start : at + 1].strip()
                start = at + 1
        elif letter == ";" and depth == 0:
            start = at + 1


def used(css: str) -> str:
    """The rules of the components that are used: every component that a rule names is one of them."""
    kept = []
    for rule in rules(css):
        head = rule.partition("{")[0]
        if head.startswith("@media"):
            inside = used(rule.partition("{")[2].rpartition("}")[0])
            kept += [f"{head.strip()} {{\n{inside}}}"] if inside else []
            continue
        named = _NAME.findall(head)
        if named and all(any(name == c or name.startswith(f"{c}--") for c in COMPONENTS) for name in named):
            kept.append(rule)
    return "\n".join(kept) + "\n" if kept else ""


def fetch(package: str, version: str, folder: Path) -> Path:
    """A package of npm, unpacked; npm checks its integrity."""
    told = subprocess.run(
        ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    place = folder / package.replace("/", "-")
    with tarfile.open(folder / told.stdout.strip()) as packed:
        packed.extractall(place, filter="data")
    return place / "package"


def write() -> None:
    """Fetch everything and write it with where it came from."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        htmx, utrecht = fetch(*HTMX, Path(temporary)), fetch(*UTRECHT, Path(temporary))
        made = {
            "htmx.min.js": (htmx / "dist" / "htmx.min.js").read_text(encoding="utf-8"),
            "htmx.LICENSE": (htmx / "LICENSE").read_text(encoding="utf-8"),
            "utrecht.css": "/* @license EUPL-1.2, Copyright (c) Gemeente Utrecht, Frameless B.V. See utrecht.LICENSE. */\n"
            + used((utrecht / "dist" / "index.css").read_text(encoding="utf-8")),
            "utrecht.LICENSE": (utrecht / "LICENSE.md").read_text(encoding="utf-8"),
        }
    for name, text in made.items():
        (VENDOR / name).write_text(text, encoding="utf-8")
    origin = {
        "htmx.min.js": {"package": HTMX[0], "version": HTMX[1], "licence": "0BSD"},
        "utrecht.css": {"package": UTRECHT[0], "version": UTRECHT[1], "licence": "EUPL-1.2", "part": list(COMPONENTS)},
    }
    for name, told in origin.items():
        told["sha256"] = sum_of(VENDOR / name)
    (VENDOR / ORIGIN).write_text(json.dumps(origin, indent=2) + "\n", encoding="utf-8")


def sum_of(file: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def strays() -> list[str]:
    """Files that are not what their origin says."""
    origin = json.loads((VENDOR / ORIGIN).read_text(encoding="utf-8"))
    return [name for name, told in origin.items() if sum_of(VENDOR / name) != told["sha256"]]


def main() -> int:
    """Fetch, or check."""
    if sys.argv[1:] == ["check"]:
        print("\n".join(strays()) or "elk bestand is wat herkomst.json zegt")
        return 1 if strays() else 0
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
