"""`python -m benchmarks.ticks.first [--population FOLDER]`: from `uitvoerbaar serve` to the first live figure, with nothing kept.

Config, data and cache are empty. Without a population the server makes one beside itself, a small one first. Prints seconds on the
clock and of the processors, for others on the machine do not count in the latter.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from benchmarks.ticks.__main__ import ARTICLES, DAY
from benchmarks.ticks.server import served
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.live import article_dials, display

_PATIENCE = 1_800.0
_TICK = os.sysconf("SC_CLK_TCK")


def main(article: str, population: Path | None) -> None:
    """Measure and print."""
    law, number = ARTICLES[article]
    dial = article_dials(laws(on=DAY), law, number)[0]
    value = quote(display(dial, dial.value + (dial.range.hi - dial.value) / 2))
    asked = f"/werkbank/{law}/artikel/{number}/cijfers?op={DAY}&d.{quote(dial.id, safe='')}={value}&wie=eerste&nummer=1"
    with tempfile.TemporaryDirectory(prefix="first-") as folder:
        os.environ["UITVOERBAAR_CACHE"] = str(Path(folder) / "cache")
        began = time.perf_counter()
        with served(Path(folder), population) as server:
            _say("the server says where it is", began, folder)
            _get(f"{server.address}/wetten")
            _say("the laws in the browser", began, folder)
            _until(server.address + asked, "facts keys")
            _say("the first live figure", began, folder)
            _until(server.address + asked, 'aria-busy="false"')
            _say("the figures of the whole population", began, folder)


def _until(address: str, sign: str) -> None:
    end = time.monotonic() + _PATIENCE
    while sign not in _get(address):
        if time.monotonic() > end:
            raise TimeoutError(address)
        time.sleep(0.1)


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
        return str(answer.read().decode())


def _say(what: str, began: float, folder: str) -> None:
    print(f"{what:40s} {time.perf_counter() - began:7.1f} s  processors {_spent(folder):7.1f} s", flush=True)


def _spent(folder: str) -> float:
    """Processor time of the processes that serve from a folder, with those of theirs that have ended."""
    return sum(sum(map(int, stat[11:15])) for stat in _stats(folder)) / _TICK


def _stats(folder: str) -> Iterator[list[str]]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environ, stat = (process / "environ").read_bytes(), (process / "stat").read_text()
        except OSError:
            continue  # it ended meanwhile, or is of somebody else
        if int(process.name) != os.getpid() and f"UITVOERBAAR_CACHE={folder}/cache\0".encode() in environ + b"\0":
            yield stat.rpartition(")")[2].split()


if __name__ == "__main__":
    reader = argparse.ArgumentParser(prog="python -m benchmarks.ticks.first", description=__doc__)
    reader.add_argument("--population", type=Path)
    reader.add_argument("--article", choices=sorted(ARTICLES), default="zorgtoeslag")
    given = reader.parse_args()
    main(given.article, given.population and given.population.resolve())
