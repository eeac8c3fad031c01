"""Tables in, an Arrow table out: every form of frame gives the same, and each row is its explained case."""

from __future__ import annotations

import json
from datetime import date
from importlib.util import find_spec
from typing import Any

import pyarrow as pa
import pytest

import uitvoerbaar as uv
from uitvoerbaar.base.folders import data_dir

DAY = "2026-01-01"
WAGE = "loon_uit_dienstbetrekking"
PERSONS: dict[str, list[Any]] = {
    "bsn": ["a", "b", "c"],
    "partner_bsn": [None, "c", "b"],
    "geboortedatum": ["1990-05-01", "1985-02-11", "1987-09-30"],
    WAGE: [2_500_000, 3_100_000, 0],
}
CHILDREN = {"ouder_bsn": ["b"], "geboortedatum": ["2020-03-01"]}
ASKED = ["zorgtoeslag", "kindgebonden_budget"]
OUTCOME = {"bsn": ["a", "b", "c"], "zorgtoeslag": [155_000, 278_900, 278_900],
           "kindgebonden_budget": [0, 258_000, 258_000], "fout": [None, None, None]}  # fmt: skip


def _pandas(columns: dict[str, list[Any]]) -> Any:
    return pytest.importorskip("pandas", reason="needs the extra 'dev': pandas").DataFrame(columns)


def _pandas_sliced(columns: dict[str, list[Any]]) -> Any:
    """A frame with an index of its own and more rows, of which the first is left out."""
    frame = _pandas({name: [values[0], *values] for name, values in columns.items()})
    frame.index = [f"rij {n}" for n in range(len(frame))]
    return frame.iloc[1:].astype({n: "category" for n in frame.columns if n.endswith("geboortedatum")})


def _polars(columns: dict[str, list[Any]]) -> Any:
    polars = pytest.importorskip("polars", reason="needs the extra 'dev': polars")
    return polars.DataFrame(columns).with_columns(polars.col("geboortedatum").str.to_date())


def _chunked(columns: dict[str, list[Any]]) -> pa.Table:
    table = pa.table(columns)
    return pa.concat_tables([table.slice(0, 1), table.slice(1)])


FORMS = {
    "dict": dict, "arrow": pa.table, "chunks": _chunked, "batch": pa.RecordBatch.from_pydict, "pandas": _pandas,
    "pandas_sliced": _pandas_sliced, "polars": _polars,
}  # fmt: skip


@pytest.fixture(scope="module")
def laws() -> uv.Laws:
    return uv.laws(on=DAY)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_table_gives_the_same(form: str, laws: uv.Laws) -> None:
    make = FORMS[form]
    made = laws.run(ASKED, uv.people(make(PERSONS), children=make(CHILDREN)))
    assert made.table.to_pydict() == OUTCOME
    assert made.units == {"zorgtoeslag": "eurocent", "kindgebonden_budget": "eurocent"}


def test_every_row_is_its_explained_case(laws: uv.Laws) -> None:
    alone = uv.case(geboortedatum="1990-05-01", **{WAGE: 2_500_000})
    pair = uv.case(
        geboortedatum="1985-02-11", **{WAGE: 3_100_000},
        partner={"geboortedatum": "1987-09-30", WAGE: 0}, children=[{"geboortedatum": "2020-03-01"}],
    )  # fmt: skip
    assert [laws.explain(name, alone).value for name in ASKED] == [155_000, 0]
    assert [laws.explain(name, pair).value for name in ASKED] == [278_900, 258_000]


def test_a_frame_may_be_given_without_wrapping(laws: uv.Laws) -> None:
    assert laws.run("zorgtoeslag", {WAGE: [2_500_000]}).table.to_pydict()["zorgtoeslag"] == [155_000]


def test_the_outcome_goes_into_any_library(laws: uv.Laws) -> None:
    made = laws.run(ASKED, PERSONS)
    assert pa.table(made).equals(made.table)
    told = json.loads(pa.table(made).schema.metadata[b"uitvoerbaar"])
    assert told == made.attrs
    if find_spec("polars"):
        import polars

        assert polars.DataFrame(made)["zorgtoeslag"].to_list() == [155_000, 278_900, 278_900]
    if find_spec("pandas"):
        import pandas

        assert pandas.DataFrame.from_arrow(made)["zorgtoeslag"].to_list() == [155_000, 278_900, 278_900]


def test_what_was_assumed_and_not_used_is_told(laws: uv.Laws) -> None:
    made = laws.run("zorgtoeslag", {WAGE: [2_500_000], "zzz": [1]})
    assert "spaargeld: € 0,00" in made.assumed
    assert not any(line.startswith(WAGE) for line in made.assumed)
    assert made.unused == ("zzz",)


def test_a_row_that_cannot_be_decided_is_null_and_says_why(tmp_path: Any) -> None:
    (tmp_path / "delen.yaml").write_text(
        "$id: wet_delen\nname: Delen\nregulatory_layer: WET\nvalid_from: '2020-01-01'\narticles:\n"
        "  - number: '1'\n    text: Delen.\n    machine_readable:\n      execution:\n"
        "        parameters:\n          - {name: a, type: number}\n          - {name: b, type: number}\n"
        "        output:\n          - {name: c, type: number}\n"
        "        actions:\n          - {output: c, value: {operation: DIVIDE, values: [$a, $b]}}\n",
        encoding="utf-8",
    )
    laws = uv.laws(on=DAY, folders=[tmp_path])
    made = laws.run("wet_delen:c", {"a": [6, 6, 6], "b": [3, 0, 2]})
    assert made.table.to_pydict()["c"] == [2, None, 3]
    assert list(made.errors) == [1]
    assert "nul" in made.errors[1]
    assert made.table.to_pydict()["fout"][1] == made.errors[1]
    assert "1 met een fout" in repr(made)
    assert "Rijen die niet konden worden beslist (1)" in made._repr_html_()


@pytest.mark.parametrize(
    ("frame", "fields"),
    [
        ({"bsn": [1], "loon_uit_dienstbetreking": [1]}, {"column": "loon_uit_dienstbetreking"}),
        ({"bsn": [1, 2], WAGE: [1, -1]}, {"column": WAGE, "row": 1}),
        ({"bsn": [1, 2], "geboortedatum": ["1990-01-01", "x"]}, {"column": "geboortedatum", "row": 1}),
        ({"bsn": [1], "partner_bsn": [9]}, {"column": "partner_bsn", "row": 0}),
        ({"bsn": [1, 2], WAGE: [1, None]}, {"column": WAGE, "row": 1}),
        ({"bsn": [1, 2], WAGE: [1.0, float("nan")]}, {"column": WAGE, "row": 1}),
        ({"bsn": [1, 2], "geboortedatum": ["1990-05-01", float("nan")]}, {"column": "geboortedatum", "row": 1}),
        ({"bsn": [1, 2], "geboortedatum": [date(1990, 5, 1), float("nan")]}, {"column": "geboortedatum", "row": 1}),
        ({"bsn": [1, 2], "heeft_zorgverzekering": [True, float("nan")]}, {"column": "heeft_zorgverzekering", "row": 1}),
    ],
)
def test_columns_that_do_not_fit_are_told_with_fields(
    frame: dict[str, list[Any]], fields: dict[str, Any], laws: uv.Laws
) -> None:
    with pytest.raises(uv.MicrodataError) as told:
        laws.run("zorgtoeslag", frame)
    assert {name: told.value.fields.get(name) for name in fields} == fields
    assert told.value.file == "personen"


@pytest.mark.parametrize("frame", [[1, 2], 3, {"bsn": []}, {}, {"a": [1, 2], "b": [1]}, object()])
def test_what_is_no_table_is_refused(frame: Any) -> None:
    with pytest.raises(uv.UserError, match="personen"):
        uv.people(frame)


def test_not_there_in_a_list_is_no_partner(laws: uv.Laws) -> None:
    """A column of whole numbers with a gap, as pandas gives it."""
    frame = {"bsn": [1, 2, 3], "partner_bsn": [2, 1, float("nan")]}
    without = {**frame, "partner_bsn": [2, 1, None]}
    assert pa.table(laws.run("zorgtoeslag", frame)) == pa.table(laws.run("zorgtoeslag", without))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        (["100", 100], r"\(str, int\)"),
        ([2**70, 1], r"\(int\)"),
        ({1, 2}, "geen volgorde"),
        ({1: 2, 3: 4}, "geen volgorde"),
    ],
)
def test_a_column_of_no_one_kind_is_refused_by_name(values: Any, says: str) -> None:
    with pytest.raises(uv.UserError, match=f"kolom '{WAGE}' .*{says}") as told:
        uv.people({"bsn": [1, 2], WAGE: values})
    assert told.value.fields["column"] == WAGE


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(uv.UserError, match="'bsn' staat er meer dan een keer in"):
        uv.people(pa.Table.from_arrays([pa.array([1]), pa.array([2])], names=["bsn", "bsn"]))


def test_outputs_of_one_name_keep_their_law(laws: uv.Laws) -> None:
    both = [("wet_op_de_zorgtoeslag", "drempelinkomen"), "wet_op_de_zorgtoeslag:hoogte_zorgtoeslag"]
    assert list(laws.run(both, PERSONS).units) == ["drempelinkomen", "hoogte_zorgtoeslag"]
    assert list(laws.run(both[0], PERSONS).units) == ["drempelinkomen"]


def test_a_population_has_households_and_weights(laws: uv.Laws) -> None:
    folk = uv.population(data_dir() / "population" / "voorbeeld")
    made = laws.run(["huurtoeslag", "zorgtoeslag"], folk)
    rows = made.table.to_pydict()
    assert len(made) == 5
    assert sum(rows["hoofd"]) == folk.households == 2
    heads = [weight for weight, head in zip(rows["gewicht"], rows["hoofd"], strict=True) if head]
    assert round(sum(heads)) == folk.represents
    # A couple has one amount together: it stands on both rows, and counts once in 'eenheid'.
    assert rows["zorgtoeslag"][0] == rows["zorgtoeslag"][1]
    assert rows["eenheid"][:2] == [True, False]
    # The same people again: nothing in the population was changed by running on it.
    assert laws.run(["huurtoeslag", "zorgtoeslag"], folk).table.equals(made.table)
