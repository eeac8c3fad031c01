"""`uitvoerbaar coverage`: a table of law by article: modelled, in part, or not."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from uitvoerbaar.base.errors import UserError

if TYPE_CHECKING:
    from uitvoerbaar.law.coverage import Covered

_HELP = """Toon per artikel van een wet of het is gemodelleerd, deels of niet, en wat er ontbreekt.

LAW is het id van een wet; zonder LAW komen alle meegeleverde wetten.

\b
  uitvoerbaar coverage
  uitvoerbaar coverage participatiewet"""


@click.command(help=_HELP)
@click.argument("laws", metavar="[LAW...]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Schrijf de tabel als JSON.")
def command(laws: tuple[str, ...], as_json: bool) -> int:
    """Print the table. Raises UserError for a law that does not exist."""
    from uitvoerbaar.base.messages import suggest
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.law.coverage import coverage

    corpus = load_corpus()
    for law in laws:
        if law not in corpus.versions:
            hint = suggest(law, corpus.versions)
            raise UserError(f"De wet '{law}' is er niet{f' ({hint})' if hint else ''}")
    found = coverage(corpus, laws or None)
    if as_json:
        rows = [
            {
                "law": one.law, "article": one.article, "status": one.status, "versions": list(one.versions),
                "missing": [{"nl": text.nl, "en": text.en} for text in one.missing],
            }
            for one in found
        ]  # fmt: skip
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(table(found)))
    return 0


def table(found: tuple[Covered, ...]) -> Iterator[str]:
    """A heading per law, a line per article with what is missing, and the counts."""
    law = None
    for one in found:
        if one.law != law:
            if law is not None:
                yield ""
            law = one.law
            yield f"{one.name} ({one.law})"
        missing = " ".join(text.nl for text in one.missing)
        if one.status == "niet" and one.versions:
            missing = f"Alleen de tekst is opgenomen. {missing}".strip()
        yield f"  {one.article:<13} {one.status:<9} {missing}".rstrip()
    counts = Counter(one.status for one in found)
    yield ""
    yield f"{len(found)} artikelen: " + ", ".join(
        f"{counts[s]} {s}" for s in ("geheel", "deels", "niet", "onbekend") if counts[s]
    )
