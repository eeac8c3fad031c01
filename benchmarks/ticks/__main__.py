"""`python -m benchmarks.ticks --population FOLDER`: 40 movements of a number in a browser, from the event to the painted figure.

Beside each movement the compute process is asked another value of the same number without a browser, so that both are of the
same minute, and net income of all households is timed as `bench` does, before and after. What is promised: the whole country
painted within 1.4 times net income at the 95th percentile, the sample within 150 ms. Needs playwright and chromium.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.ticks.server import BROWSER, SWITCHES, served
from uitvoerbaar.desk.compute import Compute
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import ArticleDial, article_dials

if TYPE_CHECKING:
    from playwright.sync_api import Page

DAY = "2026-01-01"
ARTICLES = {"box1": ("wet_inkomstenbelasting_2001", "2.10"), "zorgtoeslag": ("wet_op_de_zorgtoeslag", "3")}
SAMPLE_MS, TIMES_NET = 150, 1.4
"""What is promised of the sample, and of the whole country in times net income."""
_WAIT = 60_000
_READY = 900.0
"""Milliseconds that a movement may take, and seconds until the page has all its panels."""


@dataclass(frozen=True)
class Wanted:
    """What is asked on the command line."""

    population: Path
    article: str
    at: int
    ticks: int
    people: int
    seed: int
    settle: bool

    @property
    def place(self) -> str:
        """The address of the article."""
        law, number = ARTICLES[self.article]
        return f"/werkbank/{law}/artikel/{number}"


def main(wanted: Wanted, net: bool) -> None:
    """Measure and print."""
    law, number = ARTICLES[wanted.article]
    dial = article_dials(laws(on=DAY), law, number)[wanted.at]
    print(f"{law}, artikel {number}, {dial.id}; {wanted.population.name}, {wanted.people} at once", flush=True)
    before = net_income(wanted.population) if net else math.nan
    with tempfile.TemporaryDirectory(prefix="ticks-") as folder, served(Path(folder), wanted.population) as server:
        rows, beside = movements(wanted, dial, server.address, Compute(Path(folder) / "data", wanted.population))
    after = net_income(wanted.population) if net else math.nan
    shown(rows, beside, min(before, after))


def net_income(population: Path) -> float:
    """Seconds that net income of all households takes, the best of three, in a process of its own: its memory is given back."""
    asked = [sys.executable, "-m", "benchmarks.ticks.net", str(population)]
    return float(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)


def movements(wanted: Wanted, dial: ArticleDial, address: str, compute: Compute) -> tuple[list[Any], list[float]]:
    """What each movement took in the browsers, and the answers of the compute process beside them in seconds."""
    start = threading.Barrier(wanted.people + 1)
    found: list[Any] = []
    wrong: list[BaseException] = []

    def one(who: int) -> None:
        try:
            with page(address) as tab:
                opened(tab, address + wanted.place + f"?op={DAY}", wanted.settle)
                start.wait()
                for value in values(dial, wanted.ticks, wanted.seed + who):
                    found.append(
                        tab.evaluate("([at, value, wait]) => tick(at, value, wait)", [wanted.at, value, _WAIT])
                    )
                    if not who:
                        beside.append(asked(compute, wanted, dial, next(others)))
        except BaseException as error:
            wrong.append(error)
            start.abort()

    others = iter(typed(dial, wanted.ticks, wanted.seed + 1_000))
    beside: list[float] = []
    tabs = [threading.Thread(target=one, args=(who,)) for who in range(wanted.people)]
    for each in tabs:
        each.start()
    with contextlib.suppress(threading.BrokenBarrierError):
        start.wait()
    for each in tabs:
        each.join()
    if wrong:
        raise wrong[0]
    compute.close()
    return found, beside


def asked(compute: Compute, wanted: Wanted, dial: ArticleDial, value: str) -> float:
    """Seconds in which the compute process gives the whole answer, without a page."""
    law, number = ARTICLES[wanted.article]
    about = {"day": DAY, "law": law, "article": number, "changes": {}, "values": {dial.id: value}}
    began = time.perf_counter()
    state = compute.wait(compute.ask("live", about, "beside", round(time.monotonic() * 1e6)).ticket)
    if state.name != "klaar":
        raise RuntimeError(state.told or state.name)
    return time.perf_counter() - began


def typed(dial: ArticleDial, many: int, seed: int) -> list[str]:
    """Values on a dial, in the unit of the rule."""
    steps = random.Random(seed).sample(range(1, 4_000), many)
    span = dial.range.hi - dial.range.lo
    return [str(round(dial.range.lo + span * step / 4_000, dial.range.decimals)) for step in steps]


def values(dial: ArticleDial, many: int, seed: int) -> list[str]:
    """Values on a dial as its slider has them."""
    from decimal import Decimal

    return [str(Decimal(each) / dial.per) for each in typed(dial, many, seed)]


@contextlib.contextmanager
def page(address: str) -> Iterator[Page]:
    """A window of a browser of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=BROWSER, args=list(SWITCHES))
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        context.add_init_script(path=Path(__file__).with_name("watch.js"))
        yield context.new_page()
        browser.close()


def opened(tab: Page, address: str, settle: bool) -> None:
    """Open the article and wait for its figures, and with `settle` for all that fills in beside them."""
    tab.set_default_timeout(_READY * 1000)
    began = time.perf_counter()
    tab.goto(address)
    tab.wait_for_selector('#cijfers[aria-busy="false"] .state')
    said = f"figures of all households {time.perf_counter() - began:.1f} s after the page was asked"
    if settle:
        tab.wait_for_function('() => !document.querySelector(\'.bench [aria-busy="true"], .bench .panel[data-of=""]\')')
        said += f", all panels {time.perf_counter() - began:.1f} s"
    print(said, flush=True)


def shown(rows: Sequence[Any], beside: Sequence[float], net: float) -> None:
    """Print what was found, each in milliseconds: median and 95th percentile."""
    print(
        f"{len(rows)} movements in the browser, {len(beside)} answers without it between them; net income {net:.2f} s"
    )
    lines: list[tuple[str, Callable[[Any], float]]] = [
        ("event to first figure painted", lambda row: row["first"]),
        ("event to all households painted", lambda row: row["whole"]),
        ("  event to first request", lambda row: row["asked"][0][0]),
        ("  first request to its answer", lambda row: row["asked"][0][2] - row["asked"][0][0]),
        ("  first answer to its figures in the page", lambda row: row["put"] - row["asked"][0][2]),
        ("  event to last answer", lambda row: row["asked"][-1][2]),
        ("  last answer to its figures in the page", lambda row: row["end"] - row["asked"][-1][2]),
        ("  in the page to painted", lambda row: row["whole"] - row["end"]),
    ]
    for name, of in lines:
        print(f"{name:44s} {told([of(row) for row in rows])}")
    print(f"{'the compute process without a page':44s} {told([1000 * each for each in beside])}")
    print(f"requests {sum(len(row['asked']) for row in rows) / len(rows):.1f} a movement,", end=" ")
    print(f"others {sum(row['beside'] for row in rows)}, draws {sum(row['draws'] for row in rows) / len(rows):.1f}")
    whole, first = ([row[name] for row in rows] for name in ("whole", "first"))
    high, sample = part(whole, 0.95) / 1000, part(first, 0.95)
    print(f"p95 of all households is {high / net:.2f} times net income (at most {TIMES_NET}),", end=" ")
    print(f"{high / part(beside, 0.95):.2f} times the answer without a page;", end=" ")
    print(f"p95 of the first figure {sample:.0f} ms (at most {SAMPLE_MS})")
    print(json.dumps([{name: round(row[name]) for name in ("first", "whole")} for row in rows]), file=sys.stderr)


def told(found: Sequence[float]) -> str:
    """Median and 95th percentile."""
    return f"p50 {part(found, 0.5):7.0f} ms  p95 {part(found, 0.95):7.0f} ms"


def part(found: Sequence[float], share: float) -> float:
    """The value that so large a part is at or below."""
    return sorted(found)[max(math.ceil(share * len(found)) - 1, 0)]


if __name__ == "__main__":
    reader = argparse.ArgumentParser(prog="python -m benchmarks.ticks", description=__doc__)
    reader.add_argument("--population", type=Path, required=True)
    reader.add_argument("--article", choices=sorted(ARTICLES), default="box1")
    reader.add_argument("--dial", type=int, default=0, help="which number of the article, from 0")
    reader.add_argument("--ticks", type=int, default=40)
    reader.add_argument("--people", type=int, default=1)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument(
        "--at-once", action="store_true", help="move as soon as the first figures are there, beside the panels"
    )
    reader.add_argument("--no-net", action="store_true", help="without timing net income")
    given = reader.parse_args()
    main(
        Wanted(
            given.population.resolve(),
            given.article,
            given.dial,
            given.ticks,
            given.people,
            given.seed,
            not given.at_once,
        ),
        not given.no_net,
    )
