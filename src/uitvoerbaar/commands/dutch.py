"""Click in Dutch: headings, the fixed phrases of help pages, and the messages of a wrong command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import click

_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten", "Positional arguments": "Argumenten"}

_KINDS = (
    (r"\bTEXT\b", "TEKST"),
    (r"\b(INTEGER|FLOAT)( RANGE)?\b", "GETAL"),
    (r"\bDIRECTORY\b", "MAP"),
    (r"\b(FILE|FILENAME)\b", "BESTAND"),
    (r"\bPATH\b", "PAD"),
)
"""How Click names the kind of value that an option takes."""

_HELP_PHRASES = (
    (r"^Show this message and exit\.$", "Toon deze uitleg."),
    (r"\[default: ", "[standaard: "),
    (r"([;\[] ?)required\]", r"\1verplicht]"),
)

_MESSAGES = (
    (r"^No such option:? '?([^']+?)'?\.(?= |$)", r"de optie '\1' bestaat niet."),
    (r"^No such command '([^']+)'\.", r"de opdracht '\1' bestaat niet."),
    (r"\(?Did you mean (?:one of: )?(.+?)\?\)?$", r"Bedoelde u \1?"),
    (r"^Missing command\.$", "er ontbreekt een opdracht."),
    (r"^Missing argument '([^']+)'\.", r"het argument \1 ontbreekt."),
    (r"^Missing option '([^']+)'\.", r"de optie \1 ontbreekt."),
    (r"Choose from:", "Kies uit:"),
    (r"^Option '([^']+)' requires an argument\.", r"de optie \1 heeft een waarde nodig."),
    (r"^Option '([^']+)' requires (\d+) arguments\.", r"de optie \1 heeft \2 waarden nodig."),
    (r"^Option '([^']+)' does not take a value\.", r"de optie \1 neemt geen waarde."),
    (r"^Got unexpected extra arguments? \((.+)\)$", r"te veel argumenten: \1."),
    (r"^Invalid value for (.+?): ", r"ongeldige waarde voor \1: "),
    (r"'([^']*)' is not a valid integer( range)?\.", r"'\1' is geen geheel getal."),
    (r"'([^']*)' is not a valid float( range)?\.", r"'\1' is geen getal."),
    (r"'([^']*)' is not one of (.+)\.$", r"'\1' kan niet; kies uit \2."),
    (r"^(.*)(\S+) is not in the range (.+)\.$", r"\1\2 valt buiten \3."),
    (r"(?:File|Directory|Path) '([^']+)' does not exist\.", r"'\1' bestaat niet."),
    (r"File '([^']+)' is a directory\.", r"'\1' is een map, geen bestand."),
    (r"Directory '([^']+)' is a file\.", r"'\1' is een bestand, geen map."),
    (r"(?:File|Directory|Path) '([^']+)' is not readable\.", r"'\1' is niet leesbaar."),
)


def _replace(text: str, patterns: Sequence[tuple[str, str]]) -> str:
    for pattern, dutch in patterns:
        text = re.sub(pattern, dutch, text)
    return text


def usage_message(error: click.ClickException) -> str:
    """What is wrong with the command line, in Dutch; a message that is not known stays as Click wrote it."""
    return _replace(error.format_message(), _MESSAGES)


class DutchFormatter(click.HelpFormatter):
    """Help pages with Dutch headings and fixed phrases."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix="Gebruik: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        dutch = [(_replace(term, _KINDS), _replace(text, _HELP_PHRASES)) for term, text in rows]
        super().write_dl(dutch, col_max, col_spacing)


class DutchContext(click.Context):
    """A context whose help pages are Dutch."""

    formatter_class = DutchFormatter


def in_dutch(command: click.Command) -> click.Command:
    """The command itself, after telling it and everything below it to write Dutch help."""
    command.context_class = DutchContext
    command.options_metavar = "[OPTIES]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "OPDRACHT [ARGUMENTEN]..."
        for below in command.commands.values():
            in_dutch(below)
    return command
