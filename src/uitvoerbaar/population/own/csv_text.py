"""The text of a CSV file as spreadsheets write it: encoding, line ends, the line `sep=` and the separator.

Excel in the Netherlands writes semicolons and Windows-1252, or UTF-8 with a byte order mark; older Macs end lines with CR.
Windows-1252 is read when the user names it, for nothing in a file tells it from its neighbours. What had to be decided is
told, so that a user sees how the file was read.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr

SEPARATORS = (";", "\t", ",", "|")
_SEP_LINE = re.compile(r'"?sep=(.)"?$', re.IGNORECASE)
_SAMPLE = 20
"""Lines by which the separator is chosen."""
_CALLED = {";": "puntkomma", "\t": "tab", ",": "komma", "|": "staande streep"}
WINDOWS = "windows-1252"
ENCODINGS = ("utf-8", WINDOWS)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class CsvText:
    """A CSV file as one text: the header line, the rows as UTF-8 with LF, and where they stand."""

    header: str
    header_line: int
    """The line of the header in the file, from 1."""
    body: bytes
    separator: str
    told: tuple[str, ...]
    path: Path

    def cells(self, line: str) -> list[str]:
        """The cells of one line."""
        return _cells(self.path, line, self.separator)


def csv_text(path: Path, encoding: str | None = None) -> CsvText:
    """The text of the CSV file in `path`; `encoding` is what the user says of a file that is not UTF-8.

    Raises UserError for bytes that are no text.
    """
    text, told = _decoded(path, encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    named = _SEP_LINE.match(first)
    header_line, separator = 1, None
    if named and "\n" in text:
        separator, text, header_line = named[1], rest, 2
        if separator not in SEPARATORS:
            known = ", ".join(f"'{mark}'" for mark in SEPARATORS if mark != "\t")
            raise UserError(
                tr(
                    "{path}:1: scheidingsteken '{separator}' kennen wij niet; gebruik {known} of een tab",
                    path=path,
                    separator=separator,
                    known=known,
                )
            )
        told.append(
            tr(
                "{path}: gescheiden door {called} (de regel '{strip}')",
                path=path,
                called=_CALLED[separator],
                strip=first.strip(),
            )
        )
    header, _, body = text.partition("\n")
    chosen = separator or _separator(path, header, body)
    return CsvText(header, header_line, body.encode(), chosen, tuple(told), path)


def _decoded(path: Path, encoding: str | None) -> tuple[str, list[str]]:
    raw = path.read_bytes()
    for mark, form in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(form), [] if form == "utf-8" else [
                    tr("{path}: gelezen als UTF-16", path=path)
                ]
            except UnicodeDecodeError:
                raise UserError(
                    tr(
                        "{path}: het bestand begint als {form} maar is dat niet; {save}",
                        path=path,
                        form=form,
                        save=_SAVE,
                    )
                ) from None
    if b"\0" in raw:
        raise UserError(tr("{path}: het bestand is geen tekst (het heeft nul-bytes); {save}", path=path, save=_SAVE))
    if encoding is not None:
        return _named(path, raw, encoding)
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        start = error.start
    raise UserError(
        tr(
            "{path}: het bestand is geen UTF-8-tekst; {save}{as_windows}",
            path=path,
            save=_SAVE,
            as_windows=_as_windows(raw, start),
        )
    )


def _named(path: Path, raw: bytes, encoding: str) -> tuple[str, list[str]]:
    if encoding not in ENCODINGS:
        raise UserError(
            tr(
                "{path}: tekencodering '{encoding}' kennen wij niet; kies {encodings}",
                path=path,
                encoding=encoding,
                encodings=" of ".join(ENCODINGS),
            )
        )
    try:
        return raw.decode(encoding), [tr("{path}: gelezen als {encoding}", path=path, encoding=encoding)]
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(
            tr(
                "{path}:{line}: het bestand is geen {encoding}; {save}",
                path=path,
                line=line,
                encoding=encoding,
                save=_SAVE,
            )
        ) from None


def _as_windows(raw: bytes, start: int) -> str:
    """The other way out: what the first strange word would be in Windows-1252, when the file can be that."""
    try:
        text = raw.decode(WINDOWS)
    except UnicodeDecodeError:
        return ""
    words = re.split(r"[\r\n;,\t|]", text[max(0, start - 30) : start + 30])
    shown = next((word.strip() for word in words if any(ord(sign) > 127 for sign in word)), "")
    line = raw.count(b"\n", 0, start) + 1
    return tr(
        ", of zeg dat het Windows-1252 is (dan staat op regel {line} '{shown}'): --encoding "
        "{windows} bij run, 'codering: {windows}' in mapping.yaml",
        line=line,
        shown=shown,
        windows=WINDOWS,
    )


_SAVE = "sla het op als CSV UTF-8"


def _separator(path: Path, header: str, body: str) -> str:
    """The separator by which the header has most columns and the first rows as many; else that of the header alone."""
    sample = [line for line in body.split("\n", _SAMPLE)[:_SAMPLE] if line.strip()]
    width = {mark: _width(path, header, mark) for mark in SEPARATORS}
    even = [m for m in SEPARATORS if width[m] > 1 and all(_width(path, line, m) == width[m] for line in sample)]
    if len(even) > 1 and sample and width[even[0]] == width[even[1]]:
        marks = " of ".join(_CALLED[mark] for mark in even)
        raise UserError(
            tr(
                "{path}: niet te zien is of {marks} de kolommen scheidt; zet 'sep={even}' op de eerste regel",
                path=path,
                marks=marks,
                even=even[0],
            )
        )
    return max(even or SEPARATORS, key=lambda mark: (width[mark], mark == ","))


def _width(path: Path, line: str, mark: str) -> int:
    return len(_cells(path, line, mark))


def _cells(path: Path, line: str, mark: str) -> list[str]:
    """The cells of a line. Raises UserError for one that no reader of CSV takes."""
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        raise UserError(
            tr(
                "{path}: een cel heeft meer dan {most} tekens; is dit wel een tabel?",
                path=path,
                most=csv.field_size_limit(),
            )
        ) from None
