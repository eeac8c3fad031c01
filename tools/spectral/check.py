"""Hold the description of the API to the rules of nlgov.yaml, and the rules to a description that breaks each of them.

A rule that matches nothing is silent for ever; so wrong.json and empty.json together must break every one. Exit code 1 when the
API breaks a rule, or a rule is not seen to work. Usage: check.py DESCRIPTION (made by describe.py).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
RULES = HERE / "nlgov.yaml"
SPECTRAL = HERE / "node_modules" / ".bin" / "spectral"
_WARNING = 1


def found(description: Path) -> list[dict[str, object]]:
    """What Spectral finds in a description: errors and warnings. Raises RuntimeError when Spectral itself fails."""
    words = [str(SPECTRAL), "lint", "--ruleset", str(RULES), "--format", "json", "--quiet", str(description)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    try:
        made = json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(done.stdout + done.stderr) from None
    return [each for each in made if each["severity"] <= _WARNING]


def own_rules() -> set[str]:
    """The ids of the rules that nlgov.yaml adds to those of Spectral."""
    return set(re.findall(r"^  (nlgov:[a-z0-9-]+):", RULES.read_text(encoding="utf-8"), re.MULTILINE))


def main(description: Path) -> int:
    """Tell what is wrong; 0 when nothing is."""
    broken = {str(each["code"]) for name in ("wrong.json", "empty.json") for each in found(HERE / name)}
    silent = sorted(own_rules() - broken)
    problems = found(description)
    for rule in silent:
        print(f"{RULES.name}: {rule} finds nothing in wrong.json")
    for each in problems:
        print(f"{description}: {each['code']}: {each['message']} ({'/'.join(map(str, each['path']))})")  # type: ignore[arg-type]
    print(
        f"{len(own_rules())} rules of NLGov, {len(silent)} of them not seen to work; {len(problems)} problems in the API"
    )
    return 1 if silent or problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
