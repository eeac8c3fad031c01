"""`uitvoerbaar check`: read law files and show everything that is wrong with them in one run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from uitvoerbaar.base.errors import Problem, UserError
from uitvoerbaar.base.language import tr, trn

_HELP = """Controleer wetsbestanden (RegelRecht-YAML) en voornemens, en toon alle fouten in een keer.

PAD is een bestand of een map; zonder PAD worden de meegeleverde wetten gecontroleerd.
Elke melding noemt bestand, regel en artikel, wat er verwacht werd en wat u kunt doen.
De opdracht eindigt met code 1 als er een fout is; waarschuwingen alleen geven code 0.

\b
  uitvoerbaar check
  uitvoerbaar check mijn-voornemen/ --json"""


@click.command(help=_HELP)
@click.argument("paths", metavar="[PAD...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--registers", type=click.Path(path_type=Path), help="Map met de registercatalogus, in plaats van de onze."
)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de meldingen als JSON.")
def command(paths: tuple[Path, ...], registers: Path | None, as_json: bool) -> int:
    """Print every problem; 1 when one of them is an error, else 0. Raises UserError for a path that does not exist."""
    from uitvoerbaar.base.folders import laws_dir
    from uitvoerbaar.law.check.law_files import check_paths
    from uitvoerbaar.law.corpus import law_files
    from uitvoerbaar.proposal.load import FILE

    for path in (*paths, *([registers] if registers else [])):
        if not path.exists():
            raise UserError(tr("{path}: bestaat niet; geef een bestand of map", path=path))
    chosen = list(paths) or [laws_dir()]
    proposals = sorted({found for path in chosen for found in ([path] if path.name == FILE else path.rglob(FILE))})
    laws = [path for path in chosen if path.name != FILE]
    for path in laws:
        if not any(law_files([path])) and not any(path in proposal.parents for proposal in proposals):
            raise UserError(tr("{path}: hier staan geen wetsbestanden (.yaml)", path=path))
    problems = [*_proposal_problems(proposals), *check_paths(laws, registers)]
    files = len(proposals) + len(list(law_files(laws)))
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    if as_json:
        rows = [asdict(problem) for problem in problems]
        click.echo(json.dumps({"errors": errors, "warnings": warnings, "files": files, "problems": rows}, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(summary(errors, warnings, files))
    return 1 if errors else 0


def _proposal_problems(files: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong in the descriptions of proposals, and in the laws and versions that they pin."""
    from uitvoerbaar.base.errors import LawFileError
    from uitvoerbaar.law.corpus import load_corpus
    from uitvoerbaar.proposal.load import load_proposal
    from uitvoerbaar.proposal.model import ProposalError

    for file in files:
        try:
            proposal = load_proposal(str(file.parent))
        except ProposalError as error:
            yield from error.problems
            continue
        for side in (proposal.before, proposal.after):
            try:
                if side.pins:
                    side.corpus(load_corpus())
            except ProposalError as error:
                yield from error.problems
            except LawFileError:  # a law file that is wrong gets its own messages
                continue


def summary(errors: int, warnings: int, files: int) -> str:
    """The last line: how many errors, warnings and files."""
    return tr(
        "{errors}, {warnings} in {files}",
        errors=trn(errors, "{n} fout", "{n} fouten"),
        warnings=trn(warnings, "{n} waarschuwing", "{n} waarschuwingen"),
        files=trn(files, "{n} bestand", "{n} bestanden"),
    )
