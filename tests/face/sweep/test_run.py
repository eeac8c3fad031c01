"""A sweep gives the same to the bit in every way of running: at once, in parts, and on from where it was killed."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.places import ROOT
from uitvoerbaar.assess.live import open_live
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.cli import run
from uitvoerbaar.face.article_text import change
from uitvoerbaar.face.laws import laws
from uitvoerbaar.face.sweep.asked import Sweep, place_of
from uitvoerbaar.face.sweep.plan import Plan
from uitvoerbaar.face.sweep.run import Results, Varied, join_sweep, open_sweep, run_sweep
from uitvoerbaar.proposal.draft import draft

DAY, LAW, ARTICLE = "2026-01-01", "wet_op_de_zorgtoeslag", "3"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"
VARY = ("vermogensgrens_alleenstaand=100.000:200.000:4", "vermogensgrens_partner=180.000:190.000:2")
MEASURES = ("begroting", "begroting-zorgtoeslag", "verliezers", "winnaars")
FILES = ("uitkomsten.parquet", "uitkomsten.html")
Opened = tuple[Sweep, Plan]


@pytest.fixture(scope="module")
def folk(populations: Callable[[int, int], Path]) -> Path:
    return populations(2_000, 5)


@pytest.fixture(scope="module")
def opened(folk: Path) -> Opened:
    place = place_of(None, LAW, [ARTICLE], DAY)
    plan = Varied(VARY).plan(place)
    return open_sweep(place, plan, folk), plan


@pytest.fixture(scope="module")
def whole(opened: Opened, tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, Path]:
    out = tmp_path_factory.mktemp("heel")
    return _run(opened, out), out


def _run(opened: Opened, out: Path, part: tuple[int, int] | None = None, stop: int = 0) -> Results:
    sweep, plan = opened

    def told(done: int, _: int) -> None:
        if done == stop:
            raise KeyboardInterrupt

    return run_sweep(sweep, plan, sweep.measures(MEASURES), out, part=part, told=told)


def _bytes(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in FILES]


def test_a_variant_is_what_the_law_with_that_number_comes_to(
    whole: tuple[Results, Path], folk: Path, tmp_path: Path
) -> None:
    row = whole[0].table.to_pylist()[0]
    values = {name: value for name, value in row.items() if isinstance(value, Decimal)}
    assert values[DIAL] == 10_000_000
    text = change(laws(on=DAY), values, dict.fromkeys(values, "cent"), law=LAW).after.text
    (tmp_path / "wet.yaml").write_text(text, encoding="utf-8")
    written = open_live(make_context(draft(DAY, [tmp_path / "wet.yaml"]), folk, "test")).answer({})
    assert row["begroting"] == written.treasury.value < 0
    assert row["verliezers"] == sum(share.households.value for share in written.classes[:2]) > 0
    assert row["begroting_laag"] == written.treasury.low


def test_parts_joined_are_one_run(opened: Opened, whole: tuple[Results, Path], tmp_path: Path) -> None:
    for number in (3, 1, 2):
        made = _run(opened, tmp_path, (number, 3))
        assert made.computed == len(made.table) in (2, 3)
    joined = join_sweep(tmp_path, None)
    assert _bytes(tmp_path) == _bytes(whole[1])
    assert joined.table.equals(whole[0].table)


def test_more_parts_than_variants_join_too(opened: Opened, whole: tuple[Results, Path], tmp_path: Path) -> None:
    for number in range(1, 10):
        _run(opened, tmp_path, (number, 9))
    join_sweep(tmp_path, tmp_path / "samen")
    assert _bytes(tmp_path / "samen") == _bytes(whole[1])


def test_a_stopped_run_goes_on(opened: Opened, whole: tuple[Results, Path], tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _run(opened, tmp_path, stop=3)
    assert not (tmp_path / FILES[0]).exists()
    with (tmp_path / "deel-1-van-1.jsonl").open("ab") as done:
        done.write(b'{"sleutel": "half')  # as a process that is killed while it writes leaves it
    assert _run(opened, tmp_path).computed == 5
    assert _bytes(tmp_path) == _bytes(whole[1])
    assert _run(opened, tmp_path).computed == 0


def test_a_killed_process_goes_on(whole: tuple[Results, Path], folk: Path, tmp_path: Path) -> None:
    """From another process, killed without a chance to tidy up."""
    asked = [
        "sweep",
        "--on",
        DAY,
        "--law",
        LAW,
        "--article",
        ARTICLE,
        "--population",
        str(folk),
        "--out",
        str(tmp_path),
    ]
    asked += [word for each in VARY for word in ("--vary", each)]
    asked += [word for each in MEASURES for word in ("--measure", each)]
    source = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": source}
    process = subprocess.Popen(
        [sys.executable, "-m", "uitvoerbaar", *asked], env=environment, stdout=subprocess.DEVNULL
    )
    done = tmp_path / "deel-1-van-1.jsonl"
    end = time.monotonic() + 200
    while not done.exists() or done.read_bytes().count(b"\n") < 3:
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = done.read_bytes().count(b"\n") - 1
    assert run(asked) == 0
    assert done.read_bytes().count(b"\n") == 9
    assert before >= 2
    table = pq.read_table(tmp_path / FILES[0])
    assert table.equals(whole[0].table)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_another_question_is_refused_and_nothing_lost(opened: Opened, tmp_path: Path) -> None:
    sweep, plan = opened
    _run(opened, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UserError, match="andere maten"):
        run_sweep(sweep, plan, sweep.measures(["winnaars"]), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_damaged_list_is_told_with_its_line(opened: Opened, tmp_path: Path) -> None:
    _run(opened, tmp_path)
    done = tmp_path / "deel-1-van-1.jsonl"
    lines = done.read_bytes().splitlines()
    for wrong in (b"[]", b'{"sleutel": "x", "cijfers": [1], "onbeslist": 0}', b'{"sleutel": 1}', b"{"):
        done.write_bytes(b"\n".join([lines[0], wrong, *lines[2:]]) + b"\n")
        with pytest.raises(UserError, match="regel 2"):
            _run(opened, tmp_path)


def test_parts_of_another_question_do_not_join(opened: Opened, tmp_path: Path) -> None:
    sweep, plan = opened
    for name, number in (("a", 1), ("b", 1), ("b", 2)):
        wanted = MEASURES if name == "a" else ("winnaars",)
        run_sweep(sweep, plan, sweep.measures(wanted), tmp_path / name, part=(number, 2))
    with pytest.raises(UserError, match="deel-2-van-2"):
        join_sweep(tmp_path / "a", None)
    shutil.copy(tmp_path / "b" / "deel-2-van-2.parquet", tmp_path / "a")
    with pytest.raises(UserError, match="andere maten"):
        join_sweep(tmp_path / "a", None)
    fewer = Plan(plan.dials, plan.variants[:4], "grid")
    (tmp_path / "a" / "deel-2-van-2.parquet").unlink()
    run_sweep(sweep, fewer, sweep.measures(MEASURES), tmp_path / "c", part=(2, 2))
    shutil.copy(tmp_path / "c" / "deel-2-van-2.parquet", tmp_path / "a")
    with pytest.raises(UserError, match="andere varianten"):
        join_sweep(tmp_path / "a", None)


def test_double_parts_and_strange_files_are_told(opened: Opened, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="geen delen"):
        join_sweep(tmp_path, None)
    for number, of in ((1, 2), (2, 2), (1, 1)):
        _run(opened, tmp_path, (number, of))
    with pytest.raises(UserError, match="meer dan één deel"):
        join_sweep(tmp_path, None)
    (tmp_path / "deel-1-van-1.parquet").write_bytes(b"PAR1 nee")
    with pytest.raises(UserError, match="geen leesbare Parquet"):
        join_sweep(tmp_path, None)
    pq.write_table(
        pq.read_table(tmp_path / "deel-1-van-2.parquet").replace_schema_metadata({}), tmp_path / "deel-1-van-1.parquet"
    )
    with pytest.raises(UserError, match="geen uitkomst"):
        join_sweep(tmp_path, None)


def test_a_wrong_measure_is_told(opened: Opened) -> None:
    with pytest.raises(UserError, match="bedoelde u 'verliezers'"):
        opened[0].measures(["verliezer"])
    assert {"begroting-zorgtoeslag", "begroting-huurtoeslag"} <= set(opened[0].known)
    groups = [name for name in opened[0].known if name.startswith("gemiddeld-")]
    assert len(groups) > 10


def test_every_measure_is_a_figure_of_an_answer(opened: Opened) -> None:
    sweep, plan = opened
    answer = sweep.answer(plan.variants[0])
    for measure in sweep.known.values():
        found = measure.told(answer, None)
        assert found is not None
        assert found.low <= found.value <= found.high
    means = [row.mean.value for _, rows in answer.groups for row in rows]
    assert means == [m.read(answer).value for name, m in sweep.known.items() if name.startswith("gemiddeld-")]


def test_the_page_has_a_curve_and_no_script_but_the_one_that_it_allows(whole: tuple[Results, Path]) -> None:
    page = (whole[1] / "uitkomsten.html").read_text(encoding="utf-8")
    assert page.count('<svg class="chart') >= len(MEASURES)
    assert all(f"figure-afruil-begroting-{each}" in page for each in MEASURES[1:])
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'" in unescape(page)


@pytest.mark.parametrize(
    "words",
    [
        ["--law", LAW],
        ["--law", LAW, "--article", ARTICLE],
        ["--law", LAW, "--article", ARTICLE, "--population", "x"],
        ["--join", "x", "--law", LAW],
    ],
)
def test_what_is_lacking_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sweep", *words]) == 2
    assert "geef" in capsys.readouterr().err.replace("gaat alleen met", "geef")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--law", "wet_op_de_zorgtoeslg", "--article", "3"], "bedoelde u"),
        (["--law", LAW, "--article", "33"], "geen artikel '33'"),
        (["huurtoeslag-2026", "--law", LAW, "--article", "3", "--on", DAY], "--on kan niet"),
        (["huurtoeslag-2027", "--law", LAW, "--article", "3"], "huurtoeslag-2026"),
    ],
)
def test_what_does_not_exist_is_told(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    on = [] if words[0].startswith("huur") else ["--on", DAY]
    assert run(["sweep", *words, *on, "--vary", VARY[0], "--population", "x", "--out", "y"]) == 1
    assert told in capsys.readouterr().err


def test_the_question_holds_what_answers_rest_on(opened: Opened, whole: tuple[Results, Path]) -> None:
    first = json.loads((whole[1] / "deel-1-van-1.jsonl").read_bytes().splitlines()[0])
    assert first == whole[0].asked["vraag"]
    assert first["dag"] == [DAY, DAY]
    assert len(set(whole[0].table["sleutel"].to_pylist())) == len(opened[1].variants)


def test_the_page_says_on_whom_it_was_computed(whole: tuple[Results, Path]) -> None:
    """A curve of 2,000 made-up households is not one of the country, and the page is all that a reader has."""
    text = (whole[1] / "uitkomsten.html").read_text(encoding="utf-8")
    assert "Gerekend op een synthetische bevolking van 2.000 huishoudens (zaad 5, 2026)." in text
