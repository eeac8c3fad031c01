"""No input ends in a defect of the program: 5,000 broken ones of every kind here, 100,000 with fresh seeds in `make fuzz`.

A defect is any exception that is no UserError, exit code 70, or an attempt that takes longer than it may. Each kind that
is found is kept in out/fuzz with how to repeat it.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.places import ROOT
from tests.whole.fuzz.attempt import Attempt, Found, act, attempt
from tests.whole.fuzz.kinds import KINDS, READERS

HERE = 5_000
"""Attempts in `make test`."""
WANTED = int(os.environ.get("UITVOERBAAR_FUZZ", "0"))
"""Attempts that are asked for; then the seeds are fresh."""
FORGET = 100
KEPT = ROOT / "out" / "fuzz"


def test_there_are_five_thousand_attempts() -> None:
    assert sum(kind.share for kind in KINDS.values()) == HERE


@pytest.mark.parametrize("name", KINDS)
def test_no_input_is_a_defect(name: str, tmp_path: Path, country: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = KINDS[name]
    count = kind.share if not WANTED else max(1, round(kind.share * WANTED / HERE))
    if kind.fictional:
        monkeypatch.setenv("UITVOERBAAR_DATA", str(country))
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    found = Found(KEPT / name)

    @settings(
        max_examples=count, derandomize=not WANTED, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(kind.attempts)
    def one(tried: Attempt) -> None:
        folder = tmp_path / str(found.tried)
        found.tried += 1
        folder.mkdir()
        if found.tried % FORGET == 0:  # every file that was ever read is remembered; that much is not normal
            shutil.rmtree(tmp_path / "cache" / "heads", ignore_errors=True)
        try:
            act(tried, folder, READERS)
        except Exception as error:  # whatever it is, it is what we look for
            found.hear(tried, error)
        shutil.rmtree(folder)

    started = time.process_time()
    one()
    print(
        f"{name}: {found.tried} pogingen, {len(found.kinds)} defecten, {time.process_time() - started:.1f} s rekentijd"
    )
    assert found.tried >= count * 0.9, found.told()
    assert not found.kinds, found.told()


def test_a_defect_is_seen_and_kept(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        raise KeyError((folder / "a.txt").read_text())

    found = Found(tmp_path / "out")
    for text in ("long text", "short"):
        tried = attempt({"a.txt": text}, reader="broken")
        with pytest.raises(KeyError) as raised:
            act(tried, tmp_path, {"broken": broken})
        found.hear(tried, raised.value)
    assert len(found.kinds) == 1
    assert (tmp_path / "out" / "01" / "a.txt").read_text() == "short"
    assert "tests.whole.fuzz.again" in (tmp_path / "out" / "01" / "HERHAAL.txt").read_text()
