"""The bill of materials has the form of CycloneDX 1.5, and what the program stands on is locked and freely licensed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tools.sbom import LOCK, allowed, audit, installed, licence, locked, main, plain

PACKAGES = locked(LOCK.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("sbom") / "a" / "sbom.json"
    assert main(["--out", str(out)]) == 0
    return json.loads(out.read_text(encoding="utf-8"))


def test_the_head_is_that_of_the_format(bill: Any) -> None:
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", bill["serialNumber"]
    )
    assert bill["metadata"]["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]


def test_every_locked_package_is_a_component_with_sums(bill: Any) -> None:
    assert len(bill["components"]) == len(PACKAGES) == len(re.findall(r"^\S+==", LOCK.read_text("utf-8"), re.MULTILINE))
    for one in bill["components"]:
        assert one["type"] == "library"
        assert one["bom-ref"] == one["purl"]
        assert re.fullmatch(r"pkg:pypi/[a-z0-9-]+@[^@\s]+", one["purl"])
        sums = [entry["content"] for entry in one["externalReferences"][0]["hashes"]]
        assert sums
        assert all(re.fullmatch("[0-9a-f]{64}", entry) for entry in sums)
        for entry in one.get("licenses", ()):
            assert list(entry) == ["license"] or list(entry) == ["expression"]


def test_references_are_unique_and_point_somewhere(bill: Any) -> None:
    root = bill["metadata"]["component"]["bom-ref"]
    refs = [root, *(one["bom-ref"] for one in bill["components"])]
    assert len(set(refs)) == len(refs)
    depends = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    assert set(depends) == set(refs)
    assert {need for needs in depends.values() for need in needs} <= set(refs)
    assert any(need.startswith("pkg:pypi/click@") for need in depends[root])
    assert all(len(needs) == len(set(needs)) for needs in depends.values())


def test_the_same_environment_gives_the_same_bill(bill: Any, tmp_path: Path) -> None:
    main(["--out", str(tmp_path / "again.json")])
    assert json.loads((tmp_path / "again.json").read_text(encoding="utf-8")) == bill


def test_every_locked_package_has_a_sum() -> None:
    assert [package.name for package in PACKAGES if not package.sums] == []


def test_what_is_installed_of_the_lock_file_is_freely_licensed() -> None:
    names = {plain(package.name) for package in PACKAGES}
    wrong = {
        name: licence(found) for name, found in installed().items() if name in names and not allowed(licence(found))
    }
    assert wrong == {}


def test_the_audit_tells_what_is_wrong() -> None:
    spoilt = locked("numpy==0.0.1 \\\n    --hash=sha256:" + "0" * 64 + "\nclick==8.0\n")
    told = audit(spoilt, installed())
    assert any("click: geen sha256" in line for line in told)
    assert any(line.startswith("numpy:") and "0.0.1" in line for line in told)


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True), ("GPL-3.0-only", False), ("AGPL-3.0-or-later", False), ("MIT OR GPL-2.0-only", True),
        ("MIT AND GPL-2.0-only", False), ("Apache-2.0 WITH LLVM-exception", True), ("(MIT AND BSD-3-Clause) OR LGPL-3.0", True),
        ("GPL-3.0-only WITH GCC-exception-3.1", False), ("", False), ("Proprietary", False),
    ],
)  # fmt: skip
def test_licences(expression: str, may: bool) -> None:
    assert allowed(expression) is may
