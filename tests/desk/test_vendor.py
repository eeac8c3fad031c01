"""What others made lies in the repository as it came, with its licence."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import uitvoerbaar.desk

VENDOR = Path(uitvoerbaar.desk.__file__).parent / "static" / "vendor"


def test_every_file_of_others_is_what_its_origin_says_and_has_its_licence() -> None:
    origin = json.loads((VENDOR / "herkomst.json").read_text(encoding="utf-8"))
    there = {file.name for file in VENDOR.iterdir()} - {"herkomst.json"}
    licences = {name for name in there if name.endswith(".LICENSE")}
    assert there - licences == set(origin)
    for name, told in origin.items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == told["sha256"], name
        assert f"{name.partition('.')[0]}.LICENSE" in licences


def test_styles_and_scripts_ask_nothing_of_another_host() -> None:
    for file in VENDOR.parent.rglob("*"):
        if file.suffix == ".css":
            text = file.read_text(encoding="utf-8")
            assert "@import" not in text
            assert "url(http" not in text.replace('"', "").replace("'", "")
