"""Errors that speak to the reader: file, line, article, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from uitvoerbaar.base.language import tr

Level = Literal["error", "warning"]


class UserError(Exception):
    """Something the user can mend. The command line prints the message, no traceback, and exits with `exit_code`.

    The message is for people. For programs the same stands in fields, each None where it does not apply: `file`, `line`
    (from 1), `article`, `column` (the name in a table or case, or the place in a line), `row` (of a table, from 0),
    `expected` and `hint` (what to do).
    """

    exit_code = 1

    def __init__(
        self,
        *args: object,
        file: str | None = None,
        line: int | None = None,
        article: str | None = None,
        column: str | int | None = None,
        row: int | None = None,
        expected: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(*args)
        self.file, self.line, self.article = file, line, article
        self.column, self.row, self.expected, self.hint = column, row, expected, hint

    @property
    def fields(self) -> dict[str, str | int]:
        """The fields that are known, by name."""
        known = {name: getattr(self, name) for name in FIELDS}
        return {name: value for name, value in known.items() if value is not None}


FIELDS = ("file", "line", "article", "column", "row", "expected", "hint")
"""What every UserError can tell to a program."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of `uitvoerbaar check`: where it is, what was expected and what to do about it."""

    file: str
    line: int
    message: str
    article: str | None = None
    level: Level = "error"
    hint: str | None = None
    column: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        if self.column is not None:
            where += f":{self.column}"
        article = tr(" artikel {article}:", article=self.article) if self.article else ""
        hint = f" ({self.hint})" if self.hint else ""
        kind = tr("fout") if self.level == "error" else tr("let op")
        # One problem is one line: a text of a file must not be able to write another.
        return "\\n".join(f"{where}: {kind}:{article} {self.message}{hint}".splitlines())


class LawFileError(UserError):
    """A law file cannot be read; carries every problem found in one run."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems), **places(problems))


def places(problems: Sequence[Problem]) -> dict[str, Any]:
    """The fields of an error that stands for several problems: those of the first."""
    if not problems:
        return {}
    first = problems[0]
    named = {name: getattr(first, name) for name in ("file", "line", "article", "column", "hint")}
    return {name: value for name, value in named.items() if value is not None}


class Told(str):
    """One of several problems as a sentence for people, with the same in `fields` for a program."""

    __slots__ = ("fields",)
    fields: dict[str, Any]

    def __new__(cls, sentence: str, **fields: Any) -> Told:
        """`fields` are those of UserError."""
        told = super().__new__(cls, sentence)
        told.fields = {name: value for name, value in fields.items() if value is not None}
        return told


def fields_of(problems: Sequence[str]) -> dict[str, Any]:
    """The fields of an error that stands for several sentences: those of the first."""
    return dict(problems[0].fields) if problems and isinstance(problems[0], Told) else {}
