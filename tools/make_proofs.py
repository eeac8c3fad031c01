"""The proofs that are shipped with the laws, in data/proofs: `python tools/make_proofs.py [--seconds N] [--law LAW ...]
[--proposal NAME ...]`.

Asks every property of every law on the first day of each year in DAYS, and of the laws that each shipped proposal changes
on the sides that are law as it stands: its side before, with the versions that it pins, and the side after where it brings
no law of its own. Each question gets at most N seconds. Writes a file for each day and proposal with what was proven or
refuted; what stays undecided is not shipped. What was decided before and still has the same fingerprint is not asked
again. Prints how many of each there are. With `--proposal` only the sides of those proposals are asked, which takes
minutes; with all laws it takes about half an hour of one core.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import z3

from uitvoerbaar.assess.changed import changed_laws
from uitvoerbaar.assess.make_context import without_people
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.engine.prove import cache
from uitvoerbaar.engine.prove.domain import load_domain
from uitvoerbaar.engine.prove.property import load_properties
from uitvoerbaar.engine.prove.prove import prove
from uitvoerbaar.engine.prove.question import ask
from uitvoerbaar.engine.prove.result import Proof
from uitvoerbaar.engine.prove.shipped import as_text, folder
from uitvoerbaar.law import Corpus, LawLookupError, load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import load_proposal

YEARS = (2025, 2026)
SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Laws:
    """Laws on a day; `only` those with these ids are asked (None: all)."""

    corpus: Corpus
    on: str
    only: frozenset[str] | None = None


def proposals() -> list[str]:
    """The shipped proposals."""
    return sorted(path.name for path in (data_dir() / "proposals").iterdir() if path.is_dir())


def on_days() -> Iterator[tuple[str, list[Laws]]]:
    """The laws as they stand on the first day of each year, by the name of their file."""
    for year in YEARS:
        yield f"{year}-01-01", [Laws(load_corpus(), f"{year}-01-01")]


def of_proposals(names: list[str]) -> Iterator[tuple[str, list[Laws]]]:
    """The laws that proposals change, on their sides that are law as it stands."""
    for name in names:
        proposal = load_proposal(name)
        linked = without_people(proposal)
        changed = changed_laws(linked)
        sides = [
            side
            for situation, side in zip((proposal.before, proposal.after), linked.sides, strict=True)
            if not situation.laws and not situation.dials
        ]
        yield proposal.id, [Laws(side.corpus, side.date, changed) for side in sides]


def decided(laws: Laws, wanted: list[str], seconds: float, counts: Counter[str]) -> Iterator[tuple[str, Proof]]:
    """Fingerprint and proof of every question that was decided; only of the `wanted` laws when these are given."""
    domain, explainer = load_domain(), Explainer(laws.corpus, load_registers())
    for prop in load_properties():
        for law, output in prop.outputs:
            if (wanted and law not in wanted) or (laws.only is not None and law not in laws.only):
                continue
            try:
                made = prove(laws.corpus, explainer, law, output, laws.on, prop, domain, seconds=seconds)
                question = ask(laws.corpus, explainer, law, output, laws.on, prop, domain)
            except LawLookupError:
                continue
            counts[made.result] += 1
            if made.result == "undecided":
                print(f"  undecided: {law} {output} {laws.on} {prop.id} ({made.reason})", flush=True)
            kept = cache.find(question)
            if kept is not None and kept.result in ("proven", "refuted"):
                yield cache.fingerprint(question), kept


def main() -> None:
    """Make the files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=SECONDS)
    options.add_argument("--law", action="append", default=[])
    options.add_argument("--proposal", action="append", default=[])
    given = options.parse_args()
    folder().mkdir(exist_ok=True)
    days = [] if given.proposal else [*on_days()]
    for name, every in [*days, *of_proposals(given.proposal or proposals())]:
        counts: Counter[str] = Counter()
        proofs: dict[str, Proof] = {}
        for laws in every:
            proofs |= decided(laws, given.law, given.seconds, counts)
        path = folder() / f"{name}.json"
        path.write_text(as_text(date.today().isoformat(), z3.get_version_string(), proofs), encoding="utf-8")
        told = ", ".join(f"{count} {result}" for result, count in sorted(counts.items()))
        print(f"{path.name}: {len(proofs)} proofs, {path.stat().st_size:,} bytes ({told})", flush=True)


if __name__ == "__main__":
    main()
