"""`python -m benchmarks.ticks.totals --population FOLDER`: what a moved number comes to beside the assessment of a law that was
written with that number, in eurocents, for random values of the numbers of an article.

The sums after of every scheme that both know, and how many gain and lose, are held against each other over the whole population;
one that differs is printed, and the end is 1 then.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import numpy as np

from benchmarks.ticks.__main__ import ARTICLES, DAY, typed
from uitvoerbaar.assess.aspects.income_effects.aspect import classes_of
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.live import CLASSES
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.pair import ROLES
from uitvoerbaar.assess.people.totals import count, total
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import ArticleDial, LiveArticle, article_dials
from uitvoerbaar.face.population import population as read_population
from uitvoerbaar.face.typed_law import amended_law
from uitvoerbaar.proposal.draft import draft


def main(population: Path, article: str, many: int, seed: int) -> int:
    """Print every total that differs; gives how many positions had one."""
    law, number = ARTICLES[article]
    of, people = laws(on=DAY), read_population(population)
    ready = LiveArticle(of, law, number, people.of_year)
    ready.ready()
    at = positions(article_dials(of, law, number), many, seed)
    found = [(dial, value, answered(ready, dial, value)) for dial, value in at]
    del ready
    gc.collect()
    wrong = 0
    for dial, value, live in found:
        began = time.perf_counter()
        written = of_law(law, dial, value, population)
        differs = {name: (live.get(name), total) for name, total in written.items() if live.get(name) != total}
        wrong += bool(differs)
        told = "; ".join(f"{name}: {one} and {other}" for name, (one, other) in differs.items()) or "all equal"
        print(f"{dial.id} at {value}: {len(written)} totals, {told} ({time.perf_counter() - began:.0f} s)", flush=True)
        gc.collect()
    print(f"{len(found)} positions, {wrong} with a total that differs")
    return wrong


def positions(dials: tuple[ArticleDial, ...], many: int, seed: int) -> list[tuple[ArticleDial, str]]:
    """Random numbers of an article, each at a random value."""
    draw = random.Random(seed)
    return [(dial := draw.choice(dials), typed(dial, 1, draw.randrange(10**6))[0]) for _ in range(many)]


def answered(ready: LiveArticle, dial: ArticleDial, value: str) -> dict[str, float]:
    """The totals as a page has them: per scheme the amount after, and how many gain and lose."""
    made = ready.answer({dial.id: Decimal(value)})
    found = {str(row["id"]): float(row["after"]["value"]) for row in made["schemes"]}
    return found | {str(row["id"]): float(row["households"]["value"]) for row in made["classes"]}


def of_law(law: str, dial: ArticleDial, value: str, population: Path) -> dict[str, float]:
    """The same totals of the law with that number in its file, as an assessment has them."""
    text = amended_law(laws(on=DAY), law, {dial.id: (Decimal(value), dial.rule_unit)}).after
    with tempfile.TemporaryDirectory(prefix="totals-") as folder:
        file = Path(folder) / "wet.yaml"
        file.write_bytes(text.bytes)
        ctx = make_context(draft(DAY, [file]), population, "")
        ctx.compute_columns()
        return totals(ctx)


def totals(ctx: Context) -> dict[str, float]:
    """Per scheme that both sides can compute its amount after, and the households in every class."""
    found = {}
    for scheme in ctx.settings.schemes:
        if all(scheme.id in ctx.sides.of(role).nodes for role in ROLES):
            column = ctx.household_column("na", scheme)
            assert column is not None
            found[scheme.id] = total(column, ctx.weights, ctx.full).value
    was, becomes = (ctx.outcome(role)[0].astype(np.int64) for role in ROLES)
    classes = classes_of(ctx, was, becomes - was)
    return found | {name: count(classes == at, ctx.weights, ctx.full).value for at, name in enumerate(CLASSES)}


if __name__ == "__main__":
    reader = argparse.ArgumentParser(prog="python -m benchmarks.ticks.totals", description=__doc__)
    reader.add_argument("--population", type=Path, required=True)
    reader.add_argument("--article", choices=sorted(ARTICLES), default="zorgtoeslag")
    reader.add_argument("--many", type=int, default=40)
    reader.add_argument("--seed", type=int, default=1)
    given = reader.parse_args()
    sys.exit(main(given.population.resolve(), given.article, given.many, given.seed) > 0)
