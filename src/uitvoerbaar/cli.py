"""The command line: one verb per job. Errors that a user can mend are told in one message, without a traceback.

Exit codes: 0 done; 1 something the user can mend, or `check` found errors; 2 a wrong command line; 70 a defect in this
program; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import errno
import json
import os
import shlex
import sys
from collections.abc import Mapping, Sequence

import click

from uitvoerbaar.base.environment import asked_language
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.extras import missing_extra
from uitvoerbaar.base.language import language, mark, tr
from uitvoerbaar.base.limits import check_limits
from uitvoerbaar.base.messages import system_words
from uitvoerbaar.base.version import __version__
from uitvoerbaar.commands.lazy import LazyGroup
from uitvoerbaar.commands.spoken import spoken, usage_message
from uitvoerbaar.commands.terminal import end_in_order, open_streams, safe, say_json

USAGE_ERROR = 2
DEFECT = 70
INTERRUPTED = 130

VERBS = {
    "check": (
        "uitvoerbaar.commands.check",
        mark("Controleer wetsbestanden: alle fouten in een keer, met bestand en regel."),
    ),
    "laws": (
        "uitvoerbaar.commands.laws",
        mark("Toon welke wetten er zijn: versies, uitkomsten en wie ze uitvoert."),
    ),
    "show": (
        "uitvoerbaar.commands.show",
        mark("Toon een wet of artikel, met regel, parameters en bron; of wat erin veranderde."),
    ),
    "explain": ("uitvoerbaar.commands.explain", mark("Reken een geval na en leg elke stap uit, met het artikel.")),
    "curve": (
        "uitvoerbaar.commands.curve",
        mark("Teken het netto inkomen van een huishouden, met elke sprong en het artikel."),
    ),
    "run": ("uitvoerbaar.commands.run", mark("Reken uitkomsten van wetten uit voor eigen gegevens (CSV of Parquet).")),
    "population": ("uitvoerbaar.commands.population", mark("Maak of toets een synthetische bevolking van Nederland.")),
    "assess": ("uitvoerbaar.commands.assess", mark("Toets een voornemen op de hele bevolking en maak het rapport.")),
    "prove": (
        "uitvoerbaar.commands.prove",
        mark("Bewijs eigenschappen van een wet voor elk huishouden, of weerleg ze."),
    ),
    "test": ("uitvoerbaar.commands.test", mark("Draai scenario's (.feature) op wetten: klopt elke uitkomst?")),
    "report": ("uitvoerbaar.commands.report", mark("Maak het rapport opnieuw uit een report.json.")),
    "diff": (
        "uitvoerbaar.commands.diff",
        mark("Vergelijk twee toetsen of twee voornemens: wat verandert, en voor wie."),
    ),
    "sweep": (
        "uitvoerbaar.commands.sweep",
        mark("Reken veel varianten van getallen in een wet door, op dezelfde mensen."),
    ),
    "corpus": (
        "uitvoerbaar.commands.corpus",
        mark("Wissel wetten uit als map in de indeling van RegelRecht."),
    ),
    "solve": (
        "uitvoerbaar.commands.solve",
        mark("Zoek bij welke waarde van een getal een wet niets kost, of niemand veel erop achteruitgaat."),
    ),
    "organisations": (
        "uitvoerbaar.commands.organisations",
        mark(
            "Toon wie wetten uitvoert: uitvoerders, provincies, waterschappen en gemeenten, met elk cijfer en zijn bron."
        ),
    ),
    "queue": (
        "uitvoerbaar.commands.queue",
        mark("Volg een werkproces in de tijd: wat er wacht, wie te laat is, en hoeveel mensen het vraagt."),
    ),
    "backtest": (
        "uitvoerbaar.commands.backtest",
        mark("Zet onze uitkomst van bekende wetswijzigingen naast de raming."),
    ),
    "backtest-delivery": (
        "uitvoerbaar.commands.backtest_delivery",
        mark("Laat de wachtrijen los op wat er gebeurde, naast de gepubliceerde cijfers."),
    ),
    "chain": (
        "uitvoerbaar.commands.chain",
        mark("Toon de keten achter regelingen, en wat er stopt als een schakel uitvalt."),
    ),
    "digital": (
        "uitvoerbaar.commands.digital",
        mark("Toon wat een voornemen digitaal nodig heeft: DPIA, AI-verordening, IAMA, Algoritmeregister."),
    ),
    "burden": (
        "uitvoerbaar.commands.burden",
        mark("Bereken wat plichten bedrijven en burgers kosten, voor en na een voornemen."),
    ),
    "businesses": (
        "uitvoerbaar.commands.businesses",
        mark("Toon de synthetische bedrijven, of draai de eerste NOW erop."),
    ),
    "plan": (
        "uitvoerbaar.commands.plan",
        mark("Plan een portefeuille: welke maatregel wanneer, en wat wijkt als er een bij moet."),
    ),
    "serve": ("uitvoerbaar.commands.serve", mark("Open de wetten in de browser, op deze machine.")),
    "bench": ("uitvoerbaar.commands.bench", mark("Meet hoe snel wetten over de bevolking lopen.")),
}

_HELP = """Toets een voornemen voordat erover wordt besloten: een gewijzigde wet erin, een uitvoeringstoets eruit.

Begin zo (een bevolking van 10.000 huishoudens, een voornemen, een rapport):

\b
  uitvoerbaar population make --households 10000 --out out/bevolking
  uitvoerbaar assess kinderopvangtoeslag-2015 --population out/bevolking --out out/toets

Een geval, met de uitleg per artikel (bedragen in eurocent):

\b
  uitvoerbaar explain wet_op_de_zorgtoeslag hoogte_zorgtoeslag --on 2026-01-01 \\
      --with geboortedatum=1990-05-01 --with loon_uit_dienstbetrekking=2500000

Uw eigen wetsbestanden controleren:

\b
  uitvoerbaar check mijn-voornemen/

Elke opdracht legt zichzelf uit: uitvoerbaar OPDRACHT --help."""


@click.group(cls=LazyGroup, verbs=VERBS, help=_HELP)
@click.option("--debug", is_flag=True, help="Toon bij een fout in dit programma de volledige foutmelding.")
@click.version_option(__version__, prog_name="uitvoerbaar", message="%(prog)s %(version)s", help="Toon de versie.")
def program(debug: bool) -> None:
    """The group that holds the verbs; its help text is `_HELP`."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; every error ends in a message on stderr."""
    try:
        lang = asked_language(arguments, os.environ)
    except UserError as error:
        return _tell(str(error), USAGE_ERROR)
    with language(lang):
        return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    """Run it in the language that is spoken now."""
    if any("\0" in argument for argument in arguments):  # no system starts a program with it, who calls `run` may
        return _tell(tr("Fout in de opdracht: een argument heeft een nul-teken."), USAGE_ERROR)
    try:
        check_limits()
        result = spoken(program).main(args=list(arguments), prog_name="uitvoerbaar", standalone_mode=False)
    except UserError as error:
        _as_data(arguments, str(error), error.fields)
        return _tell(str(error), error.exit_code)
    except ModuleNotFoundError as error:
        missing = missing_extra(error)
        return _defect(error, arguments) if missing is None else _tell(str(missing), missing.exit_code)
    except click.UsageError as error:
        _as_data(arguments, usage_message(error), {})
        return _tell(_usage(error), USAGE_ERROR)
    except click.ClickException as error:
        return _tell(usage_message(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _tell(tr("Afgebroken."), INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output (head, less) stopped reading: nobody is left to tell anything to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            return _tell(
                tr("De uitvoer past niet meer op de schijf of binnen uw ruimte: maak ruimte en probeer het opnieuw."), 1
            )
        if error.filename is None or "--debug" in arguments:
            return _defect(error, arguments)
        return _tell(
            tr("{filename}: lezen of schrijven lukt niet: {error}", filename=error.filename, error=system_words(error)),
            1,
        )
    except Exception as error:  # the last line of defence: a user never sees a traceback unasked
        return _defect(error, arguments)
    return result if isinstance(result, int) else 0


def main() -> None:
    """Entry point of the `uitvoerbaar` command."""
    open_streams()
    end_in_order()
    sys.exit(run(sys.argv[1:]))


def _as_data(arguments: Sequence[str], message: str, fields: Mapping[str, object]) -> None:
    """Under --json a program reads stdout: what stands in the way is told there too, with its place in fields."""
    options = list(arguments)
    if "--json" in (options[: options.index("--")] if "--" in options else options):
        say_json(json.dumps({"error": {"message": message, **fields}}, indent=2, ensure_ascii=False))


def _tell(message: str, code: int) -> int:
    click.echo(safe(message), err=True)
    return code


def _usage(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()  # no mistake: the help of the command, as it is
    message = usage_message(error)
    if error.ctx is None:
        return tr("Fout in de opdracht: {message}", message=message)
    return tr(
        "{get_usage}\nFout in de opdracht: {message}\nUitleg: {command_path} --help",
        get_usage=error.ctx.get_usage(),
        message=message,
        command_path=error.ctx.command_path,
    )


def _defect(error: Exception, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        import traceback

        return _tell("".join(traceback.format_exception(error)).rstrip(), DEFECT)
    again = shlex.join(("uitvoerbaar", "--debug", *arguments))
    return _tell(
        tr(
            "Fout in het programma zelf ({name}: {error}). Dit ligt niet aan u.\nMeld het met de uitvoer van: {again}",
            name=type(error).__name__,
            error=error,
            again=again,
        ),
        DEFECT,
    )
