"""`uitvoerbaar bench`: how fast the shipped laws run over a population, and how much memory that takes."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.commands.terminal import say, say_json

if TYPE_CHECKING:
    from pathlib import Path

    from uitvoerbaar.engine.batch.people import Array, People

T = TypeVar("T")

_HELP = """Meet hoe snel de meegeleverde wetten over de bevolking lopen, en hoeveel geheugen dat kost.

De bevolking wordt de eerste keer gemaakt en in de cachemap bewaard (UITVOERBAAR_CACHE, anders ~/.cache/uitvoerbaar).

\b
  uitvoerbaar bench --households 100000
  uitvoerbaar bench --households all --json"""

YEAR, SEED = 2026, 1
DATE = f"{YEAR}-01-01"
ZORGTOESLAG = {"zorgtoeslag": ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag")}
NET_INCOME = {
    "besteedbaar_inkomen": ("besteedbaar_inkomen", "besteedbaar_inkomen_huishouden"),
    "zorgtoeslag": ("besteedbaar_inkomen", "zorgtoeslag_uitbetaald"),
    "huurtoeslag": ("besteedbaar_inkomen", "huurtoeslag_uitbetaald"),
    "kindgebonden_budget": ("besteedbaar_inkomen", "kindgebonden_budget_uitbetaald"),
    "kinderopvangtoeslag": ("besteedbaar_inkomen", "kinderopvangtoeslag_uitbetaald"),
    "inkomensheffing": ("wet_inkomstenbelasting_2001", "inkomensheffing"),
}
TIMES = 3
"""Each run is timed this often; the best one counts, because other work on the machine only makes it slower."""
EXPLAINED = 50
"""Households of which the explanation is timed."""

_ROWS = (
    ("households", mark("huishoudens"), "{:,}"),
    ("persons", mark("volwassenen"), "{:,}"),
    ("import_s", mark("inladen van het programma (s)"), "{:.2f}"),
    ("load_s", mark("laden van de bevolking (s)"), "{:.2f}"),
    ("housemates_s", mark("huisgenoten vooraf doorrekenen (s)"), "{:.2f}"),
    ("compile_s", mark("vertalen van alle wetten, nieuw (s)"), "{:.2f}"),
    ("compile_cached_s", mark("vertalen van alle wetten, bewaard (s)"), "{:.3f}"),
    ("zorgtoeslag_persons_per_s", mark("zorgtoeslag, volwassenen per seconde"), "{:,.0f}"),
    ("net_income_s", mark("besteedbaar inkomen, alle wetten (s)"), "{:.2f}"),
    ("totals_s", mark("hetzelfde als totalen per provincie (s)"), "{:.2f}"),
    ("rows_by_explain", mark("huishoudens die de uitleg afmaakte"), "{:,}"),
    ("explain_ms", mark("een huishouden met uitleg (ms)"), "{:.1f}"),
    ("peak_mb", mark("hoogste geheugengebruik (MB)"), "{:,.0f}"),
)


@click.command(help=_HELP)
@click.option("--households", default="100000", show_default=True, metavar="N|all", help="Aantal huishoudens.")
@click.option("--json", "as_json", is_flag=True, help="Geef de uitkomst als JSON.")
def command(households: str, as_json: bool) -> int:
    """Print the measurements; makes the population when there is none yet."""
    found = measure(households)
    if as_json:
        say_json(json.dumps(found, indent=2))
        return 0
    from uitvoerbaar.engine.explain.plain_words import plain_words

    for key, name, form in _ROWS:
        say(f"{tr(name):42s} {form.format(found[key]):>16s}")
    for name, amount in found["aggregates"].items():
        title = tr("totaal {scheme} (euro)", scheme=plain_words().words(name))
        say(f"{title:42s} {amount / 100:>16,.0f}")
    return 0


def measure(households: str) -> dict[str, Any]:
    """All measurements for a population of that many households; amounts in eurocent a year for the country."""
    import_s = _import_seconds()
    import numpy as np

    from uitvoerbaar.engine.batch import Batch
    from uitvoerbaar.engine.batch.finisher import Finisher
    from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
    from uitvoerbaar.engine.batch.people import array_of
    from uitvoerbaar.law import load_corpus
    from uitvoerbaar.law.registers import load_registers
    from uitvoerbaar.population import load

    folder = _population(households)
    population, load_s = _timed(lambda: load(folder, YEAR))
    head, weights = population.head, population.weight
    corpus, catalogue = load_corpus(), load_registers()
    people, housemates_s = _timed(lambda: fill_computed(corpus, DATE, population.people, catalogue))
    few = people.take(np.arange(min(1000, people.n)))
    compile_s = _timed(lambda: Batch(link_outputs(corpus, DATE, NET_INCOME, catalogue), cache=False).prepare(few))[1]
    net = link_outputs(corpus, DATE, NET_INCOME, catalogue)
    Batch(net).prepare(few)
    compile_cached_s = _best(lambda: Batch(net).prepare(few))
    care = Batch(link_outputs(corpus, DATE, ZORGTOESLAG, catalogue))
    care.prepare(people, everyone=True)
    care_s = _best(lambda: care.run(people))
    batch = Batch(net)
    batch.prepare(people)
    net_income_s = _best(lambda: batch.run(people, head))
    result = batch.run(people, head)
    groups = array_of(population.households["provincie"])
    totals, totals_s = _timed(
        lambda: batch.totals(people, head, weights=weights, by=groups, groups=int(groups.max()) + 1)
    )
    aggregates = {name: int(sum(sums.tolist())) for name, sums in totals.items()}
    for name, rows in (("zorgtoeslag", _units(people, head)), ("inkomensheffing", np.arange(people.n))):
        one = Batch({name: net[name]})
        sums = one.totals(people, rows, weights=weights[population.household[rows]])[name]
        aggregates[name] = int(sum(sums.tolist()))
    finisher = Finisher(net, people)
    started = time.perf_counter()
    for row in head[:: max(len(head) // EXPLAINED, 1)][:EXPLAINED].tolist():
        finisher.values(row, list(net))
    explain_ms = (time.perf_counter() - started) / min(EXPLAINED, len(head)) * 1000
    return {
        "households": len(head),
        "persons": people.n,
        "load_s": load_s,
        "housemates_s": housemates_s,
        "compile_s": compile_s,
        "compile_cached_s": compile_cached_s,
        "zorgtoeslag_persons_per_s": people.n / care_s,
        "net_income_s": net_income_s,
        "totals_s": totals_s,
        "rows_by_explain": result.explained,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "explain_ms": explain_ms,
        "import_s": import_s,
        "aggregates": {name: amount // 1000 for name, amount in aggregates.items()},
    }


def _units(people: People, head: Array) -> Array:
    """Rows of everybody who applies: all persons but the partners of heads, who share the amount of the head."""
    import numpy as np

    partner = people.partner[head]
    return np.setdiff1d(np.arange(people.n), partner[partner >= 0])


def _population(households: str) -> Path:
    """The folder with the population, made when it is not there or was made by other code."""
    from uitvoerbaar.base.cores import cores
    from uitvoerbaar.base.folders import cache_dir
    from uitvoerbaar.face.population import households_of
    from uitvoerbaar.population.manifest import PopulationFileError, read_manifest
    from uitvoerbaar.population.synthetic import make

    count = households_of(households)
    folder = cache_dir() / f"bevolking-{households}-{YEAR}-{SEED}"
    try:
        made_by = read_manifest(folder).get("code_sha256")
    except (PopulationFileError, OSError):
        made_by = None
    if made_by != make.code_hash():
        say(tr("bevolking maken in {folder}", folder=folder), err=True)
        make.make(folder, count, SEED, YEAR, cores(), lambda step, points: None)
    return folder


def _import_seconds() -> float:
    """Seconds that a new process needs to load the engine."""
    code = (
        "import time; t = time.perf_counter(); import uitvoerbaar.engine.batch.outputs; print(time.perf_counter() - t)"
    )
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def _timed(job: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    made = job()
    return made, time.perf_counter() - started


def _best(job: Callable[[], object]) -> float:
    return min(_timed(job)[1] for _ in range(TIMES))
