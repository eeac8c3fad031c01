"""The same rules on the same rows in uitvoerbaar, in OpenFisca-core and in plain numpy: seconds, ratios, differences.

Outputs: `inkomensheffing` (income tax and social contributions after credits) and `hoogte_zorgtoeslag`, both of 2026,
for every adult, with everything they rest on: AOW, boxes 1, 2 and 3 with partners, the credits, toetsingsinkomen and
vermogen of partners. Simplified alike on all sides: no bijstand (simplified/participatiewet.yaml) and no children.

OpenFisca-core runs in its own environment as its own process. Repeats are interleaved and the median counts. Timed is the
computation on columns in memory, and apart from that the way from new columns to answers: making a simulation and
computing (OpenFisca), lowering, binding, taking the kernel from its cache and running (uitvoerbaar). In OpenFisca every
output of a law is a variable; each repeat is a new simulation, because a simulation keeps what it has computed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy_rules

from uitvoerbaar.engine.batch import Batch
from uitvoerbaar.engine.batch.outputs import link_outputs
from uitvoerbaar.engine.batch.people import Collection, People
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.registers import load_registers

HERE = Path(__file__).parent
OUTPUTS = {
    "inkomensheffing": ("wet_inkomstenbelasting_2001", "inkomensheffing"),
    "hoogte_zorgtoeslag": ("wet_op_de_zorgtoeslag", "hoogte_zorgtoeslag"),
}
Columns = dict[str, Any]
EUROS = {
    "loon_uit_dienstbetrekking": (0.55, 90_000), "uitkeringen_en_pensioenen": (0.25, 40_000),
    "winst_uit_onderneming": (0.1, 60_000), "inkomen_box2": (0.03, 100_000), "eigenwoningwaarde": (0.5, 700_000),
    "hypotheekrente": (0.35, 15_000), "spaargeld": (0.9, 80_000), "beleggingen": (0.2, 60_000),
    "onroerend_goed": (0.05, 300_000), "schulden": (0.3, 30_000),
}  # fmt: skip
"""Of every money column: the share of persons that has something in it, and the highest amount (whole euros)."""


def random_columns(n: int, seed: int) -> Columns:
    """`n` adults in euros: six in ten live in a couple, partners next to each other. Not a picture of a country."""
    rng = np.random.default_rng(seed)
    columns: Columns = {
        name: np.where(rng.random(n) < share, rng.integers(0, top, n), 0).astype(np.float64)
        for name, (share, top) in EUROS.items()
    }
    columns["aow_opbouwjaren"] = rng.integers(30, 51, n).astype(np.float64)
    columns["heeft_zorgverzekering"] = rng.random(n) < 0.98
    columns["geboortedatum"] = (
        rng.integers(1930, 2008, n) * 512 + rng.integers(1, 13, n) * 32 + rng.integers(1, 29, n)
    ).astype(np.int32)
    partner = np.full(n, -1, np.int32)
    first = np.arange(0, n - 1, 2, dtype=np.int32)
    first = first[rng.random(len(first)) < 0.6]
    partner[first], partner[first + 1] = first + 1, first
    columns["partner"] = partner
    second = np.zeros(n, bool)
    second[first + 1] = True
    columns["household"] = (np.cumsum(~second) - 1).astype(np.int64)
    return columns


def people_of(columns: Columns) -> People:
    """The same adults as the engine takes them: whole eurocents, nobody with children."""
    n = len(columns["partner"])
    own: Columns = {name: (columns[name] * 100).astype(np.int64) for name in EUROS}
    own["aow_opbouwjaren"] = columns["aow_opbouwjaren"].astype(np.int8)
    own["heeft_zorgverzekering"] = columns["heeft_zorgverzekering"].astype(np.uint8)
    own["geboortedatum"] = columns["geboortedatum"]
    nobody = np.zeros(n, np.int32)
    children = Collection(nobody, nobody, {"geboortedatum": np.zeros(0, np.int32)})
    return People(n, own, columns["partner"], {"kinderen": children})


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and what came out."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


class Peer:
    """OpenFisca-core in its own process."""

    def __init__(self, python: Path, columns: Columns, folder: Path) -> None:
        inputs, self.answers = folder / "inputs.npz", folder / "answers.npz"
        np.savez(inputs, **columns)
        command = [str(python), str(HERE / "openfisca_rules.py"), str(inputs), str(self.answers)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self) -> dict[str, float]:
        """Seconds for making a simulation and for computing both outputs."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"OpenFisca-core stopte met code {self.process.wait()}; zie de melding hierboven")
        found: dict[str, float] = json.loads(line)
        return found

    def stop(self) -> dict[str, Any]:
        """End the process; gives the last answers in euros."""
        self.process.communicate("stop\n")
        with np.load(self.answers) as stored:
            return {name: stored[name] for name in stored.files}


def difference(ours: Any, theirs: Any) -> dict[str, float]:
    """Ours in eurocent, theirs in euros: the largest difference in cents and the share of rows that differ."""
    apart = np.abs(ours.astype(np.float64) - theirs.astype(np.float64) * 100)
    return {"max_cents": float(apart.max()), "share_of_rows": float((apart > 0.5).mean())}


def compare(rows: int, repeats: int, peer_python: Path, seed: int = 1) -> dict[str, Any]:
    """Run all on the same rows; seconds are medians over `repeats`."""
    columns = random_columns(rows, seed)
    people = people_of(columns)
    corpus = load_corpus().overlay([HERE / "simplified"])
    nodes = link_outputs(corpus, "2026-01-01", OUTPUTS, load_registers())
    one, all_ = Batch(nodes, threads=1), Batch(nodes)
    first, result = timed(lambda: one.run(people))
    all_.run(people)
    seconds: dict[str, list[float]] = {
        name: []
        for name in ("uitvoerbaar_1_thread", "uitvoerbaar", "uitvoerbaar_new", "numpy", "openfisca", "openfisca_new")
    }
    plain: Columns = {}
    with tempfile.TemporaryDirectory() as folder:
        peer = Peer(peer_python, columns, Path(folder))
        cold = peer.run()
        for _ in range(repeats):
            seconds["uitvoerbaar_1_thread"].append(timed(lambda: one.run(people))[0])
            seconds["uitvoerbaar"].append(timed(lambda: all_.run(people))[0])
            seconds["uitvoerbaar_new"].append(timed(lambda: Batch(nodes).run(people))[0])
            took, plain = timed(lambda: numpy_rules.compute(columns))
            seconds["numpy"].append(took)
            told = peer.run()
            seconds["openfisca"].append(told["run_s"])
            seconds["openfisca_new"].append(told["build_s"] + told["run_s"])
        theirs = peer.stop()
    median = {name: statistics.median(found) for name, found in seconds.items()}
    return {
        "rows": rows,
        "repeats": repeats,
        "threads": all_.threads,
        "first_run_s": first,
        "openfisca_first_run_s": cold["run_s"],
        "seconds": median,
        "times_faster_than_openfisca": {
            name: median["openfisca"] / median[name] for name in ("uitvoerbaar_1_thread", "uitvoerbaar", "numpy")
        },
        "times_faster_from_new_columns": median["openfisca_new"] / median["uitvoerbaar_new"],
        "times_faster_than_numpy": {
            name: median["numpy"] / median[name] for name in ("uitvoerbaar_1_thread", "uitvoerbaar")
        },
        "rows_by_explain": result.explained,
        "difference_from_openfisca": {name: difference(result.values[name], theirs[name]) for name in OUTPUTS},
        "difference_from_numpy": {name: difference(result.values[name], plain[name]) for name in OUTPUTS},
    }


def show(found: dict[str, Any]) -> None:
    """The comparison as text."""
    took = found["seconds"]
    print(f"{found['rows']:,} adults, medians of {found['repeats']} interleaved repeats")
    print(f"outputs: {', '.join(OUTPUTS)} of 2026; no bijstand, no children\n")
    several = f"uitvoerbaar, {found['threads']} threads"
    names = (
        ("OpenFisca-core (float32)", "openfisca"), ("plain numpy (float64)", "numpy"),
        ("uitvoerbaar, 1 thread", "uitvoerbaar_1_thread"), (several, "uitvoerbaar"),
    )  # fmt: skip
    for label, name in names:
        ratio = found["times_faster_than_openfisca"].get(name, 1.0)
        print(f"{label:28s} {took[name]:9.4f} s {found['rows'] / took[name]:16,.0f} adults/s {ratio:8.1f} x OpenFisca")
    new = found["times_faster_from_new_columns"]
    print(f"\nfrom new columns to answers: OpenFisca {took['openfisca_new']:.2f} s,", end=" ")
    print(f"uitvoerbaar {took['uitvoerbaar_new']:.2f} s ({new:.1f} x)")
    print(f"very first run: OpenFisca {found['openfisca_first_run_s']:.2f} s, uitvoerbaar {found['first_run_s']:.2f} s")
    for peer in ("openfisca", "numpy"):
        for name, apart in found[f"difference_from_{peer}"].items():
            text = f"largest {apart['max_cents']:.0f} cents, {100 * apart['share_of_rows']:.4f} % of rows"
            print(f"difference from {peer:10s} {name:20s} {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-python", type=Path, required=True, help="Python of the environment with OpenFisca-core")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    if not asked.peer_python.is_file():
        sys.exit(f"{asked.peer_python}: geen Python; maak de omgeving met: make bench-peers")
    found = compare(asked.rows, asked.repeats, asked.peer_python)
    if asked.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
