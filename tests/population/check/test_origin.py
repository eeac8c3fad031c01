"""Which published figures were used: it follows from what the steps read, and a circular figure is caught in any disguise."""

import re
from dataclasses import replace

import pytest

from uitvoerbaar.population.check.derive import Inputs
from uitvoerbaar.population.check.figures import Figure, law_figures, plain_figures
from uitvoerbaar.population.check.inputs import read_series
from uitvoerbaar.population.check.origin import INPUT, NEVER_USED, TUNED, Origin, origins
from uitvoerbaar.population.reads import Reads, from_data, recorded
from uitvoerbaar.population.synthetic import make
from uitvoerbaar.population.synthetic.balance import balance
from uitvoerbaar.population.tables import PopulationDataError, assumption_entries, table, tables_dir

_ABOUT = {"bank-alleen-gem", "bank-eenouder-gem", "pi-alle", "koop-groningen", "bijstand-personen-2024"}
_BY_HAND = (one for entry in assumption_entries().values() for one in entry.get("afgesteld_op", ()))
_TUNED = {*table("afgesteld").text("cijfer"), *_BY_HAND}
FIGURES = [figure for figure in (*plain_figures(), *law_figures()) if figure.id in _ABOUT | _TUNED]
"""Those that something is tuned to, which must all be there, and those that these tests are about."""


def read_by_steps(threads: int = 1) -> dict[str, Reads]:
    read: dict[str, Reads] = {}
    country = make.make_country(1500, 1, 2026, threads, lambda *_: None, read)
    with recorded() as read["gewichten"]:
        balance(country)
    return read


@pytest.fixture(scope="module")
def reads() -> Reads:
    """All that a population is made of."""
    made = Reads()
    for one in read_by_steps().values():
        made.add(one)
    return made


@pytest.fixture(scope="module")
def found(reads: Reads) -> dict[str, Origin]:
    return origins(FIGURES, reads)


def planted(written: str, key: str, unit: str = "huishoudens", chosen: str = "", measure: str = "aantal") -> Figure:
    """A figure of the table of published figures, as somebody could add it."""
    words = [part.partition("=") for part in chosen.split(";") if part]
    column = measure.partition(" ")[2]
    quantity = (column,) if column else ("huishoudens", *(name for name, _, _ in words))
    wanted = frozenset(word for _, _, word in words)
    return Figure(
        "geplant", "Geplant", written, unit, 2024, "S", "", key, "huishoudens", chosen, measure, quantity, wanted
    )


@pytest.fixture(scope="module")
def inputs(reads: Reads) -> Inputs:
    return Inputs(read_series(reads))


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(planted("3340560", "cbs:70072ned/eenpersoons/Nederland/2024"), id="a cell, from another table"),
        pytest.param(planted("3340.56", "cbs:70072ned/eenpersoons x 1000/alle/2024"), id="in thousands"),
        pytest.param(planted("3.340560", "nieuws:site/eenpersoons mln/alle/2024"), id="in millions"),
        pytest.param(
            planted("33300", "cbs:83834NED/gemiddelde/1 persoon/2022", "euro"), id="keur as euro, same table, three digits"
        ),
        pytest.param(
            planted("34000", "cbs:83834NED/banktegoed gemiddelde/alleenstaand/2022", "euro"),
            id="the key of a cell, with a revised value",
        ),
        pytest.param(planted("3479588", "cbs:82900NED/huurwoningen/alle/2023"), id="a sum of two rows"),
        pytest.param(planted("8374404", "nieuws:site/huishoudens/alle/2024"), id="the total of a column"),
        pytest.param(planted("0.5712", "cbs:82900NED/koop aandeel/alle/2023", "aandeel"), id="a share of the total"),
        pytest.param(planted("57.12", "cbs:82900NED/koop procent/alle/2023", "aandeel"), id="that share in percent"),
        pytest.param(
            planted("0.57", "nieuws:site/koop/alle/2023", "aandeel", "eigendom=koop", "aandeel"),
            id="that share in two digits, told by its words",
        ),
        pytest.param(planted("1.983", "cbs:82900NED/corporatie op overig/alle/2023", "aandeel"), id="a ratio of two rows"),
        pytest.param(planted("0.4061", "cbs:83834NED/mediaan op gemiddelde/alle/2022", "aandeel"), id="a ratio of columns"),
        pytest.param(planted("37.5", "cbs:83931NED/persoonlijk inkomen/gemiddelde/2022", "euro"), id="a weighted mean"),
        pytest.param(planted("37460", "cbs:83931NED/persoonlijk inkomen/euro/2022", "euro"), id="that mean in euro"),
    ],
)  # fmt: skip
def test_a_circular_figure_is_caught(figure: Figure, inputs: Inputs) -> None:
    way = inputs.way(figure)
    assert way is not None
    assert way.form
    assert way.name


def test_a_circular_figure_in_the_table_is_an_input_whatever_anybody_says(reads: Reads) -> None:
    figure = planted("0.5712", "cbs:82900NED/koop aandeel/alle/2023", "aandeel")
    kind = origins([*FIGURES, figure], reads)["geplant"]
    assert kind == Origin(INPUT, "aandeel binnen {name}", "eigendom.woningen")


@pytest.mark.parametrize(
    "figure",
    [
        pytest.param(planted("3340999", "cbs:37975/huishoudens/1 persoon/2023"), id="another number of the same table"),
        pytest.param(planted("0.571", "nieuws:site/iets anders/alle/2023", "aandeel"), id="a share that is equal by chance"),
        pytest.param(planted("41000", "cbs:83834NED/banktegoed/iets/2022", "euro"), id="near a cell, but not equal"),
    ],
)  # fmt: skip
def test_an_honest_figure_is_not(figure: Figure, inputs: Inputs) -> None:
    assert inputs.way(figure) is None


def test_what_counts_is_what_was_read(reads: Reads) -> None:
    """The owners of a province lie in a file that is read, in a column that is not: never used, until a step reads it."""
    (figure,) = (one for one in plain_figures() if one.id == "koop-groningen")
    assert origins(FIGURES, reads)[figure.id].kind == NEVER_USED
    with recorded() as more:
        table("provincies").numbers("koop_2023")
    more.add(reads)
    assert origins(FIGURES, more)[figure.id].kind == INPUT


def test_a_table_that_no_step_reads_makes_nothing_an_input(reads: Reads) -> None:
    less = from_data(reads.as_data())
    for name in ("banktegoeden_type", "banktegoeden_leeftijd"):
        del less.tables[name]
    assert origins(FIGURES, reads)["bank-alleen-gem"].kind == INPUT
    assert origins(FIGURES, less)["bank-alleen-gem"].kind == NEVER_USED


def test_what_once_stood_as_never_used_and_was_used(found: dict[str, Origin]) -> None:
    assert {name: found[name].kind for name in ("bank-alleen-gem", "bank-eenouder-gem", "pi-alle")} == {
        "bank-alleen-gem": INPUT,
        "bank-eenouder-gem": INPUT,
        "pi-alle": INPUT,
    }
    assert [found[name].kind for name in ("uren-12", "uren-35")] == [TUNED, TUNED]
    assert found["bijstand-personen-2024"].kind == INPUT  # 406 thousand and 60 thousand, both put in


def test_a_figure_that_was_tuned_to_says_by_what(found: dict[str, Origin]) -> None:
    assert found["pi-zelfstandige"] == Origin(TUNED, "afgesteld in {name}", "aannames.uurloon_zelfstandig")
    assert found["huur-corporatie"].kind == TUNED


def test_an_assumption_that_is_not_read_tunes_nothing(reads: Reads) -> None:
    less = from_data(reads.as_data())
    less.assumptions.discard("uurloon_zelfstandig")
    assert origins(FIGURES, less)["pi-zelfstandige"].kind == NEVER_USED


def test_tuning_to_a_figure_that_is_not_there_is_told(reads: Reads) -> None:
    figures = [one for one in FIGURES if one.id != "pi-zelfstandige"]
    with pytest.raises(PopulationDataError, match="pi-zelfstandige"):
        origins(figures, reads)


def test_every_source_that_says_tuned_names_the_figure() -> None:
    """The words of a source are for people; what counts is the key, so the two may not differ."""
    word = re.compile(r"afgesteld op|afgesteld als|gekozen bij")
    links = list(zip(*(table("afgesteld").text(c) for c in ("tabel", "rij")), strict=True))
    for name, entry in assumption_entries().items():
        told = entry.get("afgesteld_op") or ("aannames", name) in links
        assert told or not word.search(entry["bron"]), name
    named = {of for of, _ in links}
    for path in tables_dir().glob("*.csv"):
        of = table(path.stem)
        told = any(word.search(cell) for cell in of.columns.get("bron", ()))
        if path.stem not in ("toetscijfers", "totalen") and told:
            assert path.stem in named, path.stem


def test_the_kind_follows_from_the_same_reads_on_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "_BLOCK", 300)
    one, three = read_by_steps(1), read_by_steps(3)
    assert {step: read.as_data() for step, read in one.items()} == {
        step: read.as_data() for step, read in three.items()
    }


def test_keys_are_named_once_and_in_full() -> None:
    figures = [*plain_figures(), *law_figures()]
    assert len({figure.id for figure in figures}) == len(figures)
    whole = table("toetscijfers")
    twice = replace(whole, columns={**whole.columns, "id": ("hh-1p",) * len(whole)})
    with pytest.raises(PopulationDataError, match="hh-1p"):
        plain_figures(twice)
    bare = replace(whole, columns={**whole.columns, "sleutel": ("CBS",) * len(whole)})
    with pytest.raises(PopulationDataError, match="uitgever:tabel"):
        plain_figures(bare)
