"""Which language a run speaks: --lang, else UITVOERBAAR_LANG, else the language of the system."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from uitvoerbaar.base.environment import asked_language
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, carried, language
from uitvoerbaar.cli import run


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "nl"),
        ({"LANG": ""}, "nl"),
        ({"LANG": "C"}, "nl"),
        ({"LANG": "C.UTF-8"}, "nl"),
        ({"LANG": "POSIX"}, "nl"),
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE@euro"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"LC_ALL": "nl_NL.UTF-8", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "nl"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "nl_NL"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US"}, "nl"),
        ({"UITVOERBAAR_LANG": "en", "LANG": "nl_NL.UTF-8"}, "en"),
        ({"UITVOERBAAR_LANG": "nl", "LC_ALL": "en_US.UTF-8"}, "nl"),
        ({"UITVOERBAAR_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
        ({"UITVOERBAAR_LANG": "en_GB"}, "en"),
    ],
)
def test_the_environment_decides(environ: dict[str, str], lang: str) -> None:
    assert asked_language([], environ) == lang


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        (["--lang", "en", "check"], "en"),
        (["--lang=en", "check"], "en"),
        (["check", "--lang", "en"], "en"),
        (["--lang", "en", "report", "x", "--lang", "nl"], "nl"),
        (["check", "--", "--lang", "en"], "nl"),
        (["--lang"], "nl"),
        (["--lang", "fr"], "nl"),
    ],
)
def test_the_command_line_wins(arguments: list[str], lang: str) -> None:
    assert asked_language(arguments, {"UITVOERBAAR_LANG": "nl"}) == lang


def test_another_language_is_refused() -> None:
    with pytest.raises(UserError, match="UITVOERBAAR_LANG=fr: kies nl of en"):
        asked_language([], {"UITVOERBAAR_LANG": "fr"})


def test_a_run_ends_in_the_language_that_it_started_in(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UITVOERBAAR_LANG", "en")
    assert run(["explane"]) == 2
    assert "the command 'explane' does not exist. Did you mean 'explain'?" in capsys.readouterr().err
    assert active() == "nl"
    assert run(["--lang", "fr", "check"]) == 2
    assert "'fr' is not one of 'nl', 'en'." in capsys.readouterr().err


def test_a_thread_speaks_the_language_of_who_started_it() -> None:
    with language("en"), ThreadPoolExecutor(1) as pool:
        assert list(pool.map(carried(lambda _: active()), [0])) == ["en"]
    assert active() == "nl"
