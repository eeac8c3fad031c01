"""Errors that speak to the reader: file, line, article, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from uitvoerbaar.base.language import tr

Level = Literal["error", "warning"]


class UserError(Exception):
    """Something the user can mend. The command line prints the message, no traceback, and exits with `exit_code`."""

    exit_code = 1


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
        return f"{where}: {kind}:{article} {self.message}{hint}"


class LawFileError(UserError):
    """A law file cannot be read; carries every problem found in one run."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
