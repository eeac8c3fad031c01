"""Variants on workers of a cluster are those of one process to the bit, whoever dies; a machine that differs does not answer.

The workers are processes of their own, as on other machines. Without the extra `cluster` these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.extras import ExtraMissing
from uitvoerbaar.cli import run
from uitvoerbaar.face.population import population
from uitvoerbaar.face.sweep import cluster as ours
from uitvoerbaar.face.sweep import job as jobs
from uitvoerbaar.face.sweep.asked import Sweep, key_of, place_of
from uitvoerbaar.face.sweep.cluster import Cluster, OnCluster
from uitvoerbaar.face.sweep.job import FOLDER, Job, Refusal, job_of, run_variant, typed
from uitvoerbaar.face.sweep.kept import Done
from uitvoerbaar.face.sweep.plan import Plan
from uitvoerbaar.face.sweep.run import Results, Varied, join_sweep, open_sweep, run_sweep

LAW, ARTICLE, PROPOSAL = "wet_op_de_huurtoeslag", "13", "huurtoeslag-2026"
VARY = ("huurgrens=700:900:8", "jongerenleeftijd=18:23:3")
MEASURES = ("begroting", "begroting-huurtoeslag", "verliezers", "winnaars")
TABLE, PAGE = "uitkomsten.parquet", "uitkomsten.html"
Opened = tuple[Sweep, Plan]
WAIT = 120


def _distributed() -> Any:
    return pytest.importorskip("distributed", reason="the extra 'cluster' is not installed (Dask distributed)")


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(2_000, 5)


@pytest.fixture(scope="module")
def opened(folk: Path) -> Opened:
    place = place_of(PROPOSAL, LAW, [ARTICLE], None)
    plan = Varied(VARY).plan(place)
    return open_sweep(place, plan, folk), plan


@pytest.fixture(scope="module")
def alone(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of one process."""
    out = tmp_path_factory.mktemp("alleen")
    _run(opened, out)
    return out


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    distributed = _distributed()
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as made:
        yield str(made.scheduler_address)


def _run(opened: Opened, out: Path, **how: Any) -> Results:
    sweep, plan = opened
    return run_sweep(sweep, plan, sweep.measures(MEASURES), out, **how)


def _on(address: str, warned: list[str] | None = None) -> OnCluster:
    return OnCluster(Cluster(address), (warned if warned is not None else []).append)


def _bytes(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in (TABLE, PAGE)]


@contextmanager
def _worker(address: str, environment: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process without a nanny: what is killed stays away."""
    source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    words = [sys.executable, "-m", "distributed.cli.dask_worker", address]
    words += ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--death-timeout", "30"]
    process = subprocess.Popen(
        words,
        env={**os.environ, "PYTHONPATH": source, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def _workers(address: str, *environments: Mapping[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Workers that are there when the block begins, and gone for the scheduler when it ends."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        with ExitStack() as stack:
            made = [stack.enter_context(_worker(address, each)) for each in environments]
            client.wait_for_workers(len(made), timeout=WAIT)
            yield made
        end = time.monotonic() + WAIT
        while client.scheduler_info(n_workers=-1)["workers"]:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_two_workers_of_which_one_is_killed_are_one_process(
    opened: Opened, alone: Path, scheduler: str, tmp_path: Path, folk: Path
) -> None:
    copy = shutil.copytree(folk, tmp_path / "kopie")
    with _workers(scheduler, {}, {FOLDER: str(copy)}) as workers:

        def told(done: int, many: int) -> None:
            if done == many // 2:
                workers[0].send_signal(signal.SIGKILL)
                workers[0].wait()

        made = _run(opened, tmp_path, way=_on(scheduler), told=told)
        assert workers[0].returncode == -signal.SIGKILL
        assert workers[1].poll() is None
    assert made.computed == len(made.table) == 24
    assert _bytes(tmp_path) == _bytes(alone)
    for number in (1, 2, 3):
        _run(opened, tmp_path / "delen", part=(number, 3))
    join_sweep(tmp_path / "delen", None)
    assert (tmp_path / "delen" / TABLE).read_bytes() == (alone / TABLE).read_bytes()


def test_what_a_stopped_command_did_is_not_done_again(
    opened: Opened, alone: Path, scheduler: str, tmp_path: Path
) -> None:
    def stop(done: int, _: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with _workers(scheduler, {}):
        with pytest.raises(KeyboardInterrupt):
            _run(opened, tmp_path, way=_on(scheduler), told=stop)
        assert not (tmp_path / TABLE).exists()
        assert _run(opened, tmp_path, way=_on(scheduler)).computed == 19
    assert _bytes(tmp_path) == _bytes(alone)
    assert _run(opened, tmp_path, way=_on("tcp://127.0.0.1:1")).computed == 0, "nobody is asked for what is done"


def test_a_worker_with_other_people_does_not_answer_and_is_named(
    opened: Opened, alone: Path, scheduler: str, tmp_path: Path, populations: Callable[[int, int], Path]
) -> None:
    other = populations(1_000, 6)
    warned: list[str] = []
    with _workers(scheduler, {}, {FOLDER: str(other)}):
        _run(opened, tmp_path / "een", way=_on(scheduler, warned))
    assert _bytes(tmp_path / "een") == _bytes(alone)
    assert len(warned) == 1
    assert "tcp://127.0.0.1:" in warned[0]
    assert "een andere bevolking" in warned[0]
    with (
        _workers(scheduler, {FOLDER: str(other)}, {FOLDER: str(tmp_path / "weg")}),
        pytest.raises(UserError, match="geen enkele werker") as error,
    ):
        _run(opened, tmp_path / "geen", way=_on(scheduler))
    assert "een andere bevolking" in str(error.value)
    assert "geen bevolking" in str(error.value)


def test_without_workers_the_run_ends_and_says_what_to_do(
    opened: Opened, scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "PATIENCE", 1.5)
    with pytest.raises(UserError, match="geen werkers"):
        _run(opened, tmp_path, way=_on(scheduler))


def test_the_command_line_runs_on_a_cluster(
    scheduler: str, alone: Path, folk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["sweep", PROPOSAL, "--law", LAW, "--article", ARTICLE, "--population", str(folk), "--out", str(tmp_path)]
    asked += [word for each in VARY for word in ("--vary", each)]
    with _workers(scheduler, {}):
        assert run([*asked, "--cluster", scheduler]) == 0
    assert "24 varianten gerekend" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--cluster", "tcp://127.0.0.1:1"], 1, "geen verbinding"),
        (["--cluster", "wat is dit"], 1, "geen verbinding"),
        (["--cluster", "tls://127.0.0.1:1", "--tls-cert", "a.pem"], 1, "--tls-ca ontbreekt"),
        (["--cluster", "tls://x:1", "--tls-ca", "a", "--tls-cert", "b", "--tls-key", "c"], 1, "is er niet"),
        (["--tls-ca", "ca.pem"], 2, "--cluster"),
    ],
)
def test_what_cannot_be_reached_is_told(
    words: list[str], code: int, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the work: the people, who are not there, are not asked for yet."""
    _distributed()
    monkeypatch.setattr(ours, "_CONNECT", 1.0)
    asked = ["sweep", PROPOSAL, "--law", LAW, "--article", ARTICLE, "--population", "niet-hier", "--out", "uit"]
    assert run([*asked, "--vary", "huurgrens=700:900:2", *words]) == code
    assert told in capsys.readouterr().err


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ExtraMissing, match=r"uitvoerbaar\[cluster\]"):
        Cluster("tcp://127.0.0.1:1").client()


@pytest.fixture
def job(opened: Opened) -> Iterator[tuple[Job, str, tuple[str, ...]]]:
    """A job with its first variant; what this process opened for it is let go."""
    sweep, plan = opened
    measures = sweep.measures(MEASURES)
    question = sweep.question(measures)
    yield job_of(sweep, measures, question), key_of(question, plan.variants[0]), typed(plan.variants[0])
    jobs._open.clear()
    jobs._people.clear()


def test_a_variant_elsewhere_is_the_variant_here(opened: Opened, job: tuple[Job, str, tuple[str, ...]]) -> None:
    answer = run_variant(*job, worker="w")
    assert isinstance(answer, Done)
    assert answer.key == job[1]
    live = opened[0].answer(opened[1].variants[0])
    assert answer.figures[0] is not None
    assert answer.figures[0][0] == float(live.treasury.value)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("programma", "een andere versie van het programma"),
        ("wetten", "andere wetten"),
        ("voornemen", "een ander voornemen"),
        ("gegevens", "een andere bevolking"),
    ],
)
def test_a_machine_that_differs_refuses(job: tuple[Job, str, tuple[str, ...]], part: str, told: str) -> None:
    asked, key, values = job
    answer = run_variant(replace(asked, question={**asked.question, part: "0"}), key, values, worker="tcp://10.0.0.7:1")
    assert isinstance(answer, Refusal)
    assert answer.worker == "tcp://10.0.0.7:1"
    assert told in answer.why


def test_a_changed_law_on_the_way_is_seen(job: tuple[Job, str, tuple[str, ...]]) -> None:
    asked, key, values = job
    files = tuple((name, text + b"\n# x\n") for name, text in asked.files)
    answer = run_variant(replace(asked, files=files), key, values, worker="w")
    assert isinstance(answer, Refusal)
    assert "een ander voornemen" in answer.why


def test_the_changed_laws_of_a_proposal_go_along(folk: Path) -> None:
    """Another proposal, that brings law files of its own: what arrives is the same law, and nothing else is sent."""
    place = place_of("alles-of-niets-2026", "wet_op_de_zorgtoeslag", ["3"], None)
    sweep = Sweep(place, place.dials[:1], population(folk))
    measures = sweep.measures(["begroting"])
    question = sweep.question(measures)
    sent = job_of(sweep, measures, question)
    assert [name for name, _ in sent.files] == ["proposal.yaml", "laws/wet_kinderopvang.yaml"]
    values = (place.dials[0].value,)
    answer = run_variant(sent, key_of(question, values), typed(values), worker="w")
    assert isinstance(answer, Done)
    jobs._open.clear()
    changed = replace(sent, files=(sent.files[0], ("laws/wet_kinderopvang.yaml", sent.files[1][1] + b"\n")))
    refused = run_variant(changed, key_of(question, values), typed(values), worker="w")
    jobs._open.clear()
    jobs._people.clear()
    assert isinstance(refused, Refusal)
    assert "andere wetten" in refused.why


def test_one_variant_that_fails_does_not_lose_the_others(opened: Opened, alone: Path, tmp_path: Path) -> None:
    """Also the way it is told: by number, with how to go on; what is done is not done again."""
    third = opened[1].variants[2]
    sweep, plan = opened

    class Stubborn(Sweep):
        def answer(self, values: Any) -> Any:
            if values == third:
                raise UserError("deze niet")
            return super().answer(values)

    broken = Stubborn(sweep.place, sweep.dials, sweep.people)
    with pytest.raises(UserError, match=r"1 varianten zijn niet gelukt; 23 .*(?s:.)*variant 3: deze niet"):
        run_sweep(broken, plan, sweep.measures(MEASURES), tmp_path)
    assert not (tmp_path / TABLE).exists()
    assert _run(opened, tmp_path).computed == 1
    assert _bytes(tmp_path) == _bytes(alone)


def test_an_error_on_a_worker_is_a_failed_variant(
    opened: Opened, scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect of one variant on a worker: told with its kind, the others are kept."""
    key = key_of(opened[0].question(opened[0].measures(MEASURES)), opened[1].variants[0])
    broken = ours._Flow._ask

    def ask(flow: Any, asked: Any) -> None:
        values = ("geen getal", *asked.values[1:]) if asked.key == key else asked.values
        broken(flow, replace(asked, values=values))

    monkeypatch.setattr(ours._Flow, "_ask", ask)
    with _workers(scheduler, {}), pytest.raises(UserError, match="variant 1: fout op een werker"):
        _run(opened, tmp_path, way=_on(scheduler))
    assert (tmp_path / "deel-1-van-1.jsonl").read_bytes().count(b"\n") == 24
