"""The proofs that are shipped with the laws, in data/proofs: `python tools/make_proofs.py [--seconds N] [--law LAW ...]`.

Asks every property of every law on the first day of each year in DAYS, and on the days of the sides before of the shipped
proposals in those years, each for at most N seconds, and writes a file for each day with what was proven or refuted. What
stays undecided is not shipped. What was decided before and still has the same fingerprint is not asked again. Prints how
many of each there are. With all laws it takes about half an hour of one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date

import z3

from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove import cache
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import load_properties
from uitvoerbaar.engine.prove.prove import prove
from uitvoerbaar.engine.prove.question import ask
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.engine.prove.shipped import as_text, folder
from uitvoerbaar.law import LawLookupError, load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import load_proposal

YEARS = (2025, 2026)
SECONDS = 20.0


def days() -> list[str]:
    """The days on which laws are asked."""
    proposals = sorted(path.name for path in (data_dir() / "proposals").iterdir() if path.is_dir())
    before = {load_proposal(name).before.date for name in proposals}
    return sorted({f"{year}-01-01" for year in YEARS} | {day for day in before if int(day[:4]) in YEARS})


def decided(on: str, laws: list[str], seconds: float, counts: Counter[str]) -> Iterator[tuple[str, Proof]]:
    """Fingerprint and proof of every question of a day that was decided."""
    corpus, domain = load_corpus(), load_domain()
    explainer = Explainer(corpus, load_registers())
    for prop in load_properties():
        for law, output in prop.outputs:
            if laws and law not in laws:
                continue
            try:
                made = prove(corpus, explainer, law, output, on, prop, domain, seconds=seconds)
                question = ask(corpus, explainer, law, output, on, prop, domain)
            except LawLookupError:
                continue
            counts[made.result] += 1
            kept = cache.find(question)
            if kept is not None and kept.result in ("proven", "refuted"):
                yield cache.fingerprint(question), kept


def main() -> None:
    """Make the files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--law", action="append", default=[])
    given = options.parse_args()
    folder().mkdir(exist_ok=True)
    for on in days():
        counts: Counter[str] = Counter()
        proofs = dict(decided(on, given.law, given.seconds, counts))
        path = folder() / f"{on}.json"
        path.write_text(as_text(date.today().isoformat(), z3.get_version_string(), proofs), encoding="utf-8")
        told = ", ".join(f"{count} {result}" for result, count in sorted(counts.items()))
        print(f"{path.name}: {len(proofs)} proofs, {path.stat().st_size:,} bytes ({told})")


if __name__ == "__main__":
    main()
