"""Every household in a file: totals are those of the report, and of own microdata no group singles anybody out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest

from tests.fixtures.town import Town, single
from uitvoerbaar.assess import households_file
from uitvoerbaar.assess.aspects.budget import aspect as budget
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.disclosure.protect import rule_of
from uitvoerbaar.assess.households_file import suppressed, write_households
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.population.own.described import beside

PROPOSAL = "kindgebonden-budget-2028"


def test_totals_are_those_of_the_report(
    contexts: Callable[[str], Context], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(households_file, "BLOCK", 1_000)  # several blocks
    ctx, path = contexts(PROPOSAL), tmp_path / "huishoudens.parquet"
    assert write_households(ctx, path).households == 4_000
    file = pq.ParquetFile(path)
    assert file.num_row_groups == 4
    table = file.read()
    (shown,) = [f for f in budget.run(ctx).figures if f.id == "begroting-regelingen"]
    told = {(row["regeling"].nl, row["kant"].nl): row for row in shown.rows}
    assert len(told) >= 14
    for scheme in ctx.settings.schemes:
        for role, side in (("voor", "Voor"), ("na", "Na")):
            row = told[scheme.name.nl, side]
            column = table[f"{scheme.id}_{role}"]
            assert pc.sum(pc.multiply(column, table["gewicht"])).as_py() == pytest.approx(row["bedrag"], abs=100_000_00)
            users = pc.sum(pc.filter(table["gewicht"], pc.greater(column, 0))).as_py() or 0
            assert users == pytest.approx(row["huishoudens"], abs=1)
    net = ctx.outcome("na")[0]
    assert table["netto_na"].to_pylist() == net.tolist()


def test_groups_are_those_of_the_report_and_units_are_told(contexts: Callable[[str], Context], tmp_path: Path) -> None:
    ctx, path = contexts(PROPOSAL), tmp_path / "huishoudens.parquet"
    write_households(ctx, path)
    table = pq.read_table(path)
    weights = Counter[str]()
    for word, weight in zip(table["woning"].to_pylist(), table["gewicht"].to_pylist(), strict=True):
        weights[word] += weight
    owners = households_file.groupings(ctx)[3]
    assert weights["Huurwoning"] == pytest.approx(ctx.weights[owners.codes == 0].sum() / 1000)
    assert table["gemeente"][0].as_py().startswith("GM")
    assert None not in table["provincie"].to_pylist()
    assert table.schema.field("kindgebonden_budget_na").metadata[b"unit"] == b"eurocent per jaar"
    told = json.loads(beside(path).read_text(encoding="utf-8"))
    units = {column["name"]: column.get("schema:unitText") for column in told["tableSchema"]["columns"]}
    assert list(units) == table.column_names
    assert units["netto_voor"] == "eurocent per jaar"
    assert told["dc:description"]["voornemen"] == PROPOSAL


def test_a_csv_has_the_same(contexts: Callable[[str], Context], tmp_path: Path) -> None:
    ctx = contexts(PROPOSAL)
    write_households(ctx, tmp_path / "h.parquet")
    write_households(ctx, tmp_path / "h.csv")
    table = pcsv.read_csv(tmp_path / "h.csv")
    assert table["netto_na"].to_pylist() == pq.read_table(tmp_path / "h.parquet")["netto_na"].to_pylist()
    assert table["provincie"].to_pylist() == pq.read_table(tmp_path / "h.parquet")["provincie"].to_pylist()


def test_of_own_data_no_number_and_only_groups_that_many_share(town: Town, tmp_path: Path) -> None:
    persons = [single(f"h{n}", wage=1_500_000 + 10_000 * n) for n in range(400)]
    for person in persons[:150]:
        person["geboren"] = "1950-01-01"
    persons[0] = {**persons[0], "huurt": False, "huur": 0}  # the only one who owns no rented home
    ctx = town("huurtoeslag-2026", persons)
    rule = rule_of(ctx)
    assert rule is not None
    path = tmp_path / "h.parquet"
    written = write_households(ctx, path)
    assert [warning.nl for warning in written.warnings if str(rule.least) in warning.nl]
    table = pq.read_table(path)
    assert "huishouden" not in table.column_names
    groups = [name for name in table.column_names if name in ("inkomensdeciel", "leeftijd", "woning", "huishoudtype")]
    cells = Counter(zip(*(table[name].to_pylist() for name in groups), strict=True))
    assert min(cells.values()) >= rule.least
    assert "Anders" not in table["woning"].to_pylist()
    assert {"65 tot 75", "75 en ouder"} & set(table["leeftijd"].to_pylist())


def test_own_data_of_few_give_no_rows(town: Town, tmp_path: Path) -> None:
    ctx = town("huurtoeslag-2026", [single(f"h{n}") for n in range(20)])
    with pytest.raises(UserError, match="te weinig huishoudens"):
        write_households(ctx, tmp_path / "h.parquet")
    assert not list(tmp_path.glob("h.*"))


def test_every_cell_that_is_left_is_heavy_enough() -> None:
    draw = np.random.default_rng(3)
    for _ in range(50):
        rows = int(draw.integers(100, 400))
        columns = [draw.integers(0, k, rows) for k in (2, 10, 3)]
        weights = draw.integers(500, 3000, rows)
        left = suppressed(columns, weights, 100_000)
        for count in (1, 2, 3):  # also when only the first columns are looked at
            _, cell = np.unique(np.stack(left[:count]), axis=1, return_inverse=True)
            assert np.bincount(cell.reshape(-1), weights=weights).min() >= min(100_000, weights.sum())
        assert all(((told == -1) | (told == codes)).all() for told, codes in zip(left, columns, strict=True))
