"""A wheel in an empty environment and an empty folder: what works bare, what is said without extras, and the whole road.

    python tools/smoke_wheel.py out/wheel/uitvoerbaar-0.1.0-py3-none-any.whl

Ends with an error when a command does not do what it should, or when something is written outside the working folder and
the user's cache, but for the key of the seals on that cache (base/sealed.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

CASE = ["wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag", "--on", "2026-01-01"]
BARE = [
    ["--version"],
    ["check"],
    ["check", "data/laws/nl/wet/wet_op_de_zorgtoeslag"],
    ["explain", *CASE, "--with", "geboortedatum=1990-05-01", "--with", "loon_uit_dienstbetrekking=2500000"],
    ["explain", *CASE, "--case", "data/personas/chantal.yaml"],
    ["explain", *CASE, "--case", "chantal"],
    ["--lang", "en", "--help"],
    ["show", "wet_op_de_zorgtoeslag", "--between", "2025-01-01", "2026-01-01"],
]
"""What needs no extra."""

REFUSED = {
    "population": ["population", "make", "--households", "1000", "--out", "bevolking"],
    "report": ["report", "out/toets/report.json"],
    "prove": ["prove", "wet_op_de_zorgtoeslag", "--on", "2026-01-01"],
}
"""What is refused without an extra, with the command that installs it."""

WHOLE = [
    ["population", "make", "--households", "5000", "--seed", "1", "--out", "bevolking"],
    ["assess", "huurtoeslag-2026", "--population", "bevolking", "--out", "toets", "--prove", "0"],
    ["report", "toets/report.json", "--lang", "en", "--out", "toets/report-en.html"],
    ["report", "toets/report.json", "--pdf"],
    ["curve", "--on", "2026-01-01", "--case", "chantal", "--out", "lijn"],
    ["prove", "wet_op_de_huurtoeslag", "--on", "2025-01-01", "--property", "a-huur"],
]
"""The whole road, with every extra."""

MADE = ["toets/report.json", "toets/report.html", "toets/report-en.html", "toets/report.pdf", "lijn"]
KEY = ".config/uitvoerbaar/zegel.key"
ENDED_WELL, REFUSES = 0, 1


def main(wheel: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for name in ("home", "leeg"):
            (root / name).mkdir()
        venv.create(root / "venv", with_pip=True)
        python = root / "venv" / "bin" / "python"
        install(python, str(wheel))
        for words in BARE:
            call(root, words, ENDED_WELL)
        for extra, words in REFUSED.items():
            said = call(root, words, REFUSES)
            if f"pip install 'uitvoerbaar[{extra}]'" not in said:
                raise SystemExit(f"uitvoerbaar {' '.join(words)}: noemt de extra {extra} niet:\n{said}")
        install(python, f"{wheel}[fast,population,report,pdf,prove]")
        installed = files(root / "venv")
        for words in WHOLE:
            call(root, words, ENDED_WELL)
        missing = [name for name in MADE if not (root / "leeg" / name).exists()]
        written = sorted(files(root / "venv") - installed)
        elsewhere = sorted(files(root / "home") - files(root / "home" / ".cache") - {root / "home" / KEY})
        if missing or written or elsewhere:
            raise SystemExit(f"ontbreekt: {missing}; geschreven waar het niet mag: {written + elsewhere}")


def install(python: Path, what: str) -> None:
    """Install with pip, quietly."""
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", what], check=True)


def call(root: Path, words: list[str], code: int) -> str:
    """What a command says in the empty folder, in an environment that knows nothing of this source tree."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("UITVOERBAAR", "PYTHON", "XDG"))}
    done = subprocess.run(
        [str(root / "venv" / "bin" / "uitvoerbaar"), *words],
        cwd=root / "leeg",
        env=kept | {"HOME": str(root / "home"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    said = done.stdout + done.stderr
    if done.returncode != code:
        raise SystemExit(f"uitvoerbaar {' '.join(words)}: code {done.returncode} in plaats van {code}\n{said}")
    print(f"goed: uitvoerbaar {' '.join(words)}")
    return said


def files(folder: Path) -> set[Path]:
    """Every file below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
