"""Which language Python speaks: what `uv.speak` says, else what the environment asks, by the rule of the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import uitvoerbaar as uv
from uitvoerbaar.base.language import active, language

SHOWN = "import uitvoerbaar as uv; print(uv.case())"


def _python(code: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    kept.pop("UITVOERBAAR_LANG", None)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**kept, **environ})


@pytest.mark.parametrize(
    ("environ", "shown"),
    [
        ({}, "<case: niets opgegeven>"),
        ({"LANG": "en_US.UTF-8"}, "<case: nothing given>"),
        ({"LANG": "nl_NL.UTF-8"}, "<case: niets opgegeven>"),
        ({"UITVOERBAAR_LANG": "en"}, "<case: nothing given>"),
        ({"UITVOERBAAR_LANG": "nl", "LANG": "en_US.UTF-8"}, "<case: niets opgegeven>"),
    ],
)
def test_the_environment_chooses(environ: dict[str, str], shown: str) -> None:
    assert _python(SHOWN, **environ).stdout.strip() == shown


def test_speak_wins_from_the_environment() -> None:
    code = "import uitvoerbaar as uv; uv.speak('en'); print(uv.case())"
    assert _python(code, UITVOERBAAR_LANG="nl").stdout.strip() == "<case: nothing given>"


def test_a_language_that_there_is_not_is_refused() -> None:
    made = _python(
        "import uitvoerbaar as uv\ntry: uv.case()\nexcept uv.UserError as e: print(e)", UITVOERBAAR_LANG="fr"
    )
    assert made.stdout.strip() == "UITVOERBAAR_LANG=fr: kies nl of en"
    for wrong in ("fr", None, 3, ["en"]):
        with pytest.raises(uv.UserError, match=r"kies uit 'nl', 'en', zoals speak\('en'\)"):
            uv.speak(wrong)  # type: ignore[arg-type]


def test_a_room_that_is_called_speaks_as_asked() -> None:
    """`uv.population` may be the room; its errors speak what the environment asks."""
    code = (
        "import uitvoerbaar.population as room, uitvoerbaar.base.errors as e\n"
        "try: room('bestaat/niet')\nexcept e.UserError as told: print(told)"
    )
    assert "not a population" in _python(code, UITVOERBAAR_LANG="en").stdout


def test_a_block_ends_in_the_language_of_before() -> None:
    with uv.speak("en"):
        assert repr(uv.case()) == "<case: nothing given>"
        with uv.speak("nl"):
            assert repr(uv.case()) == "<case: niets opgegeven>"
        assert active() == "en"
    assert active() == "nl"


def test_every_thread_speaks_it() -> None:
    with uv.speak("en"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(active).result() == "en"
    with uv.speak("en"), language("nl"):
        assert active() == "nl"


def test_what_was_made_before_is_told_in_the_language_of_now() -> None:
    """Objects keep records, and no sentences of the moment that they were made."""
    wet = uv.laws(on="2026-01-01")
    shown = {
        "laws": wet.known,
        "explained": wet.explain("zorgtoeslag"),
        "run": wet.run("zorgtoeslag", {"bsn": [1], "loon_uit_dienstbetrekking": [0]}),
    }
    dutch = {name: thing._repr_html_() for name, thing in shown.items()}
    with uv.speak("en"):
        english = {name: thing._repr_html_() for name, thing in shown.items()}
        assert "Not modelled" in english["laws"]
        assert "The amount is determined by quarter" in english["laws"]
        assert "In short" in english["explained"]
    assert {name: thing._repr_html_() for name, thing in shown.items()} == dutch
