"""The work behind the assessments: a proposal checked and tested on the population of the process, told step by step."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from uitvoerbaar.base.errors import Problem, UserError
from uitvoerbaar.base.language import LANGUAGES, Lang, both, carried, language, tr
from uitvoerbaar.base.limits import ASSESS_SECONDS
from uitvoerbaar.base.messages import describe
from uitvoerbaar.desk.compute.registry import JOBS, Stopped, Tools, register
from uitvoerbaar.desk.compute.works import folder_of
from uitvoerbaar.face.assessment import assess_watched, can_print
from uitvoerbaar.face.check import check

CHECK, STEP, DONE = "controle", "stap", "klaar"
"""Kinds of parts of an answer."""
_LOOK = 0.2
"""Seconds between two looks at whether to stop."""


def assess(arguments: Mapping[str, Any], tools: Tools) -> Iterator[Any]:
    """Parts: what `check` says of a folder that was sent in, each step as it begins, and what it came to.

    Arguments: `proposal` (a folder, or the id of a shipped one), `check` (whether to check it first), `called` (how commands
    name it), `lang` (what the report opens with, and the language of the PDF) and `out` (a folder in which the report gets one
    named after that language). Without `done` as the last part nothing was written.
    """
    proposal, called, out = (_text(arguments, name) for name in ("proposal", "called", "out"))
    lang = next((each for each in LANGUAGES if each == arguments.get("lang")), LANGUAGES[0])
    people = folder_of(arguments, tools)
    if arguments.get("check"):
        told = _checked(Path(proposal))
        yield told
        if told["errors"]:
            return
    yield from _run(tools, lambda watch: _assessed(proposal, people, called, Path(out), lang, watch))


Watch = Callable[[str, int, int], None]


def _run(tools: Tools, job: Callable[[Watch], dict[str, Any]]) -> Iterator[Any]:
    """What a job tells while it runs in a thread of its own, and what it gives. Raises what it raises."""
    told: queue.SimpleQueue[Any] = queue.SimpleQueue()
    over = threading.Event()

    def watch(name: str, at: int, most: int) -> None:
        if over.is_set():
            raise Stopped
        told.put({"kind": STEP, "name": _words(name), "at": at, "of": most})
        tools.progress(at, most)

    def go() -> None:
        try:
            told.put(job(watch))
        except BaseException as error:
            told.put(error)

    thread = threading.Thread(target=carried(go), name="assess", daemon=True)
    thread.start()
    try:
        while True:
            try:
                part = told.get(timeout=_LOOK)
            except queue.Empty:
                tools.check()
                continue
            if isinstance(part, BaseException):
                raise part
            yield part
            if part["kind"] == DONE:
                return
    finally:
        over.set()
        thread.join()


def _assessed(proposal: str, people: Path, called: str, out: Path, lang: Lang, watch: Watch) -> dict[str, Any]:
    made = assess_watched(proposal, people, called, watch)
    watch(tr("rapport schrijven"), 1, 1)
    with language(lang):
        made.write(out / lang, lang=lang, pdf=can_print())
    return {"kind": DONE, "verdict": made.record.verdict.value, "findings": len(made.record.findings)}


def _checked(folder: Path) -> dict[str, Any]:
    """Everything that is wrong, with files as they were called in what was sent in."""
    found = check(folder)
    rows = [_problem(each, folder) for each in found.problems]
    return {"kind": CHECK, "errors": found.errors, "warnings": found.warnings, "files": found.files, "problems": rows}


def _problem(found: Problem, folder: Path) -> dict[str, Any]:
    near = f"{folder}/"
    words = {name: _words(text) for name, text in (("message", found.message), ("hint", found.hint or ""))}
    told = {name: {lang: text.replace(near, "") for lang, text in said.items()} for name, said in words.items()}
    file = found.file.replace(near, "")
    return {"file": file, "line": found.line, "article": found.article, "level": found.level, **told}


def _words(text: str) -> dict[str, str]:
    said = both(text)
    return {"nl": said.nl, "en": said.en or said.nl}


def _text(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        expected = tr("een tekst")
        raise UserError(
            tr("vraag: '{name}' is {given}; verwacht: {expected}", name=name, given=describe(value), expected=expected),
            column=name,
            expected=expected,
        )
    return value


register("assess", assess, keep=False, seconds=ASSESS_SECONDS, rank=JOBS, stays=True)
