"""Templates that were compiled in an earlier run: taken from the cache, and compiled anew when they do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from uitvoerbaar.report import html


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UITVOERBAAR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("UITVOERBAAR_CONFIG", str(tmp_path / "config"))
    return tmp_path / "cache" / "templates"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The templates that were compiled, in the order in which."""
    seen: list[str | None] = []
    before = Environment.compile

    def noted(self: Environment, source: str, name: str | None = None, *rest: object, **named: object) -> object:
        seen.append(name)
        return before(self, source, name, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noted)
    return seen


def anew(monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The templates as a program that was just started has them."""
    monkeypatch.setattr(html, "_COMPILED", html._Compiled())
    return html.environment.__wrapped__("nl")


def test_what_was_compiled_before_is_not_compiled_again(
    cache: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    anew(monkeypatch).get_template("verdict.html.j2")
    assert compiled == ["verdict.html.j2"]
    anew(monkeypatch).get_template("verdict.html.j2")
    assert compiled == ["verdict.html.j2"]


def test_another_text_and_other_filters_are_compiled(
    cache: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = anew(monkeypatch)
    one.get_template("verdict.html.j2")
    other = anew(monkeypatch)
    other.filters["nieuw"] = str
    other.get_template("verdict.html.j2")
    assert len(compiled) == 2
    assert len(list(cache.iterdir())) == 2
    one.from_string("{{ 1 }}")
    assert len(compiled) == 3


def test_code_of_a_version_that_writes_otherwise_is_not_taken(
    cache: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code of a template escapes, or does not, by the settings under which it was compiled, not by those of who runs it."""
    for name, value in (("autoescape", False), ("optimized", True), ("trim_blocks", False)):
        one = anew(monkeypatch)
        setattr(one, name, value)
        one.get_template("verdict.html.j2")
    anew(monkeypatch).get_template("verdict.html.j2")
    assert len(compiled) == 4


def test_a_damaged_file_is_not_run(cache: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch) -> None:
    anew(monkeypatch).get_template("verdict.html.j2")
    (file,) = cache.iterdir()
    raw = file.read_bytes()
    file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    anew(monkeypatch).get_template("verdict.html.j2")
    assert len(compiled) == 2
    assert file.read_bytes() == raw
