"""Whether one assessment gives one report.json under ten settings: `python tools/determinism.py` (`make determinism`).

A small population is made and a proposal assessed on it, again and again: another number of threads, seed of hashes,
locale, time zone, working folder and temporary folder, a cold and a warm cache, a processor without AVX, and Python without
assertions. Only the first setting and the one of the other processor compile their kernels, which is half the work of
one assessment. Reports are compared as `compare_reports.py` does: to the last letter, but for date, duration and folders.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from compare_reports import differences, read

ROOT = Path(__file__).resolve().parents[1]
PROPOSAL = "huurtoeslag-2026"
_RUN = """
import os, sys
if {one_core} and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
if {plain_processor}:
    import llvmlite.binding as llvm
    found = llvm.get_host_cpu_features
    class Plain:
        def flatten(self):
            told = found().flatten().split(",")
            return ",".join("-" + f[1:] if f[1:].startswith(("avx", "fma", "bmi", "sse4")) else f for f in told)
    llvm.get_host_cpu_features = lambda: Plain()
from uitvoerbaar.cli import run
sys.exit(run({words}))
"""


@dataclass(frozen=True)
class Setting:
    """What is different in a run; `cache` names the cache folder that it uses."""

    name: str
    cache: str = "koud"
    one_core: bool = False
    plain_processor: bool = False
    elsewhere: bool = False
    environment: dict[str, str] = field(default_factory=dict)


SETTINGS = (
    Setting("koude cache"),
    Setting("warme cache"),
    Setting("een kern", one_core=True),
    Setting("andere hashes", environment={"PYTHONHASHSEED": "4321"}),
    Setting(
        "locale C, geen UTF-8", environment={"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ),
    Setting("locale tr_TR", environment={"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    Setting("tijdzone Kiritimati", environment={"TZ": "Pacific/Kiritimati"}),
    Setting("andere map en tijdelijke map", elsewhere=True),
    Setting(
        "processor zonder AVX", "d", plain_processor=True, environment={"NPY_DISABLE_CPU_FEATURES": "AVX2 AVX512F"}
    ),
    Setting("zonder assert (PYTHONOPTIMIZE=2)", environment={"PYTHONOPTIMIZE": "2"}),
)


def assessed(setting: Setting, folder: Path, people: Sequence[str]) -> Path:
    """The folder of the report under a setting. Raises CalledProcessError."""
    here = folder / setting.name.replace(" ", "_")
    temporary = here / ("elders/tmp" if setting.elsewhere else "tmp")
    temporary.mkdir(parents=True)
    words = [
        "assess",
        PROPOSAL,
        *people,
        "--prove",
        "0",
        "--out",
        str(here / "uit"),
    ]
    # Options of numpy name features that a processor may lack; that is a warning, not for here.
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(temporary), "UITVOERBAAR_LANG": "nl",
        "PYTHONWARNINGS": "ignore", "UITVOERBAAR_CACHE": str(folder / f"cache-{setting.cache}"),
        "UITVOERBAAR_CONFIG": str(folder / "config"), **setting.environment,
    }  # fmt: skip
    code = _RUN.format(one_core=setting.one_core, plain_processor=setting.plain_processor, words=json.dumps(words))
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=temporary if setting.elsewhere else ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return here / "uit"


def main(arguments: Sequence[str]) -> int:
    """Run all settings and tell which reports differ from the first; 1 when one does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=500)
    parser.add_argument("--population", type=Path, help="a population that is there, instead of making one each time")
    parser.add_argument("--jobs", type=int, default=2, help="settings at a time, once the kernels are there")
    asked = parser.parse_args(arguments)
    people = ["--households", str(asked.households), "--seed", "3"]
    if asked.population is not None:
        people = ["--population", str(asked.population.resolve())]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bepaald-") as name:
        cold, *others = SETTINGS
        first = read(assessed(cold, Path(name), people))
        print(f"{cold.name}: het eerste rapport ({time.monotonic() - began:.0f} s)", flush=True)

        def same(setting: Setting) -> bool:
            start = time.monotonic()
            try:
                found = list(differences(first, read(assessed(setting, Path(name), people))))
                told = "gelijk" if not found else f"{len(found)} verschillen, zoals {found[0]}"
            except subprocess.CalledProcessError as error:
                found, told = [error], error.stderr.decode(errors="replace")[-500:]
            print(f"{setting.name}: {told} ({time.monotonic() - start:.0f} s)", flush=True)
            return not found

        # The kernels are there now, so these do not wait for each other.
        with ThreadPoolExecutor(asked.jobs) as pool:
            equal = 1 + sum(pool.map(same, others))
    print(f"{equal} van {len(SETTINGS)} gelijk ({time.monotonic() - began:.0f} s)")
    return 0 if equal == len(SETTINGS) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
