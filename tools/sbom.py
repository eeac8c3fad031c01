"""The bill of materials (SBOM) of this program as CycloneDX 1.5, and the audit of what it stands on: `make sbom`.

    python tools/sbom.py [--out out/sbom.cdx.json] [--audit]

All comes from requirements.lock and from what is installed here; nothing is asked of the network. `--audit` tells what is
wrong and ends with 1: a package without a sum in the lock file, an installed version that is not the locked one, a
licence that is not on the list.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
OUT = ROOT / "out" / "sbom.cdx.json"
NAME = "uitvoerbaar"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*([^\\]+?))?\s*\\?$", re.MULTILINE)
_SUM = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SPACE = uuid.UUID("6f1c2c0e-3f0a-5b7e-9c55-6d5b1a9f2f10")

ALLOWED = {
    "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "EUPL-1.2", "ISC", "MIT", "MIT-0", "MPL-2.0", "PSF-2.0",
    "Python-2.0", "Unlicense", "Zlib", "0BSD", "CC0-1.0", "BSL-1.0", "LGPL-3.0-only",
}  # fmt: skip
"""Licences under which the program may use a package (SPDX). Copyleft that reaches into the program (GPL, AGPL) is not
among them; MPL-2.0 covers its own files only, and LGPL-3.0 (psycopg, of an extra) the library, not who imports it."""
EXCEPTIONS = {"LLVM-exception"}
"""What may follow WITH."""
_WORDS = {
    "mit": "MIT", "mit license": "MIT", "mit no attribution": "MIT-0", "bsd": "BSD-3-Clause", "bsd license": "BSD-3-Clause",
    "bsd-3-clause license": "BSD-3-Clause", "apache software license": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0", "apache-2.0 license": "Apache-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "python software foundation license": "PSF-2.0",
    "isc license (iscl)": "ISC", "bsd 3-clause": "BSD-3-Clause", "bsd 2-clause": "BSD-2-Clause", "mit license (mit)": "MIT",
    "the mit license (mit)": "MIT", "3-clause bsd license": "BSD-3-Clause",
}  # fmt: skip
"""Words for a licence in older metadata, as SPDX."""


@dataclass(frozen=True)
class Package:
    """A package of the lock file: name, version, the condition under which it is needed, and the sums of its files."""

    name: str
    version: str
    marker: str
    sums: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL (purl-spec, type pypi)."""
        return f"pkg:pypi/{plain(self.name)}@{self.version}"


def plain(name: str) -> str:
    """A name as package indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> list[Package]:
    """The packages of a lock file, in its order."""
    found = list(_LOCKED.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        Package(match[1], match[2], (match[3] or "").strip(), tuple(_SUM.findall(text[match.end() : end])))
        for match, end in zip(found, ends, strict=True)
    ]


def installed() -> dict[str, Distribution]:
    """What is installed here, by name."""
    return {plain(found.metadata["Name"]): found for found in distributions() if found.metadata["Name"]}


def _title(found: Distribution) -> str:
    """The first line of the licence that a package carries, where its metadata name none."""
    files = [file for file in found.files or [] if file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))]
    return (files[0].read_text() or "").strip() if files else ""


def licence(found: Distribution) -> str:
    """The licence of a package as an SPDX expression, or its own words where these say nothing else."""
    about = found.metadata
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    words = [
        line.rpartition("::")[2].strip() for line in about.get_all("Classifier", []) if line.startswith("License ::")
    ]
    words = [word for word in words if word != "OSI Approved"] or [
        str(about.get("License") or _title(found)).strip().split("\n")[0]
    ]
    return " OR ".join(_WORDS.get(word.lower(), word) for word in words)


def allowed(expression: str) -> bool:
    """Whether a licence is on the list: every part of AND, one part of OR, and a known exception after WITH."""
    text = expression.strip()
    while text.startswith("(") and text.endswith(")") and _closes(text) == len(text) - 1:
        text = text[1:-1].strip()
    for word, every in ((" OR ", False), (" AND ", True)):
        parts = list(_split(text, word))
        if len(parts) > 1:
            return (all if every else any)(allowed(part) for part in parts)
    base, _, exception = text.partition(" WITH ")
    if exception:
        return exception in EXCEPTIONS
    return base in ALLOWED


def _split(text: str, word: str) -> Iterator[str]:
    """The parts of an expression between a word that stands outside brackets."""
    depth = start = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and text.startswith(word, at):
            yield text[start:at]
            start = at + len(word)
    yield text[start:]


def _closes(text: str) -> int:
    """Where the first bracket closes."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at
    return -1


def direct(project: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """The packages that the program always needs, and those of its extras."""
    extras = project["optional-dependencies"]
    always = {_named(line) for line in project["dependencies"]}
    return always, {_named(line) for lines in extras.values() for line in lines}


def _named(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match is not None, requirement
    return plain(match[0])


def bill(packages: Sequence[Package], here: Mapping[str, Distribution], project: Mapping[str, Any]) -> dict[str, Any]:
    """The bill of materials. The same lock file and environment give the same bill: it has no time in it."""
    refs: dict[str, list[str]] = {}
    for package in packages:  # a package may be there in two versions, for two versions of Python
        refs.setdefault(plain(package.name), []).append(package.purl)
    always, extras = direct(project)
    root = f"pkg:generic/{NAME}@{project['version']}"
    depends = {root: sorted(ref for name in always | extras for ref in refs.get(name, ()))}
    for package in packages:
        needs = here[plain(package.name)].requires if plain(package.name) in here else None
        names = {_named(line) for line in needs or () if "extra ==" not in line}
        depends[package.purl] = sorted(ref for name in names for ref in refs.get(name, ()))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, json.dumps([root, *map(repr, packages)]))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": root, "name": NAME, "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            },
        },
        "components": [_component(package, here.get(plain(package.name)), always) for package in packages],
        "dependencies": [{"ref": ref, "dependsOn": needs} for ref, needs in depends.items()],
    }  # fmt: skip


def _component(package: Package, found: Distribution | None, always: set[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "scope": "required" if plain(package.name) in always else "optional",
        "externalReferences": [
            {
                "type": "distribution",
                "url": package.purl,
                "hashes": [{"alg": "SHA-256", "content": one} for one in package.sums],
            }
        ],
    }
    if found is not None:
        made["licenses"] = _licences(licence(found))
    if package.marker:
        made["properties"] = [{"name": f"{NAME}:marker", "value": package.marker}]
    return made


def _licences(expression: str) -> list[dict[str, Any]]:
    if expression in ALLOWED:
        return [{"license": {"id": expression}}]
    spdx = re.fullmatch(r"[A-Za-z0-9.+() -]+", expression) is not None and allowed(expression)
    return [{"expression": expression}] if spdx else [{"license": {"name": expression or "onbekend"}}]


def audit(packages: Sequence[Package], here: Mapping[str, Distribution]) -> list[str]:
    """What is wrong, a sentence each."""
    told = [f"{p.name}: geen sha256 in requirements.lock" for p in packages if not p.sums]
    versions: dict[str, list[str]] = {}
    for package in packages:
        versions.setdefault(plain(package.name), []).append(package.version)
    for name, found in sorted(here.items()):
        said = licence(found)
        if name in versions and found.version not in versions[name]:
            of = ", ".join(versions[name])
            told.append(f"{name}: {found.version} is geïnstalleerd, {of} staat in requirements.lock")
        if name in versions and not allowed(said):
            told.append(f"{name}: licentie '{said}' staat niet op de lijst (tools/sbom.py)")
    return told


def main(arguments: Sequence[str]) -> int:
    """Write the bill, and tell what the audit finds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--audit", action="store_true")
    asked = parser.parse_args(arguments)
    packages, here = locked(LOCK.read_text(encoding="utf-8")), installed()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = bill(packages, here, project)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    known = sum("licenses" in one for one in made["components"])
    print(f"{asked.out}: {len(packages)} pakketten, van {known} de licentie (de andere zijn hier niet geïnstalleerd)")
    told = audit(packages, here) if asked.audit else []
    for line in told:
        print(line, file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
