"""Click in the language that is spoken: help texts of ours, and headings and messages of its own in Dutch.

Click speaks English by itself; its messages are known by their wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy

import click

from uitvoerbaar.base.language import LANGUAGES, active, tr

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


SAME = ("A", "B", "ID", "N", "N|all", "i/n")
"""What stands for a value and is the same word in both languages."""


def _replace(text: str, patterns: Sequence[tuple[str, str]]) -> str:
    for pattern, dutch in patterns:
        text = re.sub(pattern, dutch, text)
    return text


def usage_message(error: click.ClickException) -> str:
    """What is wrong with the command line; a message that is not known stays as Click wrote it."""
    told = error.format_message()
    return _replace(told, _MESSAGES) if active() == "nl" else told


class SpokenFormatter(click.HelpFormatter):
    """Help pages with headings and fixed phrases in the active language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix=tr("Gebruik: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading) if active() == "nl" else heading)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        if active() == "nl":
            rows = [(_replace(term, _KINDS), _replace(text, _HELP_PHRASES)) for term, text in rows]
        super().write_dl(list(rows), col_max, col_spacing)


class SpokenContext(click.Context):
    """A context whose help pages are in the active language."""

    formatter_class = SpokenFormatter


LANGUAGE = "lang"
"""The parameter of a verb that says in which language its page is: that of the run when it is not given."""


def spoken(command: click.Command) -> click.Command:
    """A copy of a command, and of everything below it, that speaks the active language and takes --lang."""
    made = copy(command)
    made.context_class = SpokenContext
    made.help = tr(command.help) if command.help else command.help
    made.params = [_spoken(parameter) for parameter in command.params]
    if all(parameter.name != LANGUAGE for parameter in made.params):
        made.params.append(_language_option())
    made.options_metavar = tr("[OPTIES]")
    if isinstance(made, click.Group):
        made.subcommand_metavar = tr("OPDRACHT [ARGUMENTEN]...")
        made.commands = {name: spoken(below) for name, below in made.commands.items()}
    return made


def _spoken(parameter: click.Parameter) -> click.Parameter:
    made = copy(parameter)
    if made.metavar and made.metavar not in SAME:
        made.metavar = tr(made.metavar)
    if isinstance(made, click.Option) and made.help:
        made.help = tr(made.help)
    if made.name == LANGUAGE:
        made.default = active()
    return made


def _language_option() -> click.Option:
    """--lang as every verb takes it; `asked_language` has read it before, so nothing is done with its value here."""
    text = tr("Taal van alles wat u leest; anders UITVOERBAAR_LANG, anders die van het systeem.")
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), help=text, expose_value=False, default=active(), show_default=True
    )
