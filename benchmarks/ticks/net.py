"""`python -m benchmarks.ticks.net FOLDER`: seconds that net income of all households takes as in `bench`, the best of three."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from uitvoerbaar.commands.bench import DATE, NET_INCOME, TIMES, YEAR
from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import fill_computed, link_outputs
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.population import load


def main(folder: Path) -> None:
    """Time it and print the seconds."""
    population, corpus, catalogue = load(folder, YEAR), load_corpus(), load_registers()
    people = fill_computed(corpus, DATE, population.people, catalogue)
    batch = Batch(link_outputs(corpus, DATE, NET_INCOME, catalogue))
    batch.prepare(people)
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        batch.run(people, population.head)
        found.append(time.perf_counter() - began)
    print(min(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
