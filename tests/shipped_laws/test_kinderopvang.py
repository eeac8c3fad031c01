"""Childcare benefit: the tables, the rule on payment in each version, and the published figures."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import product
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shipped_laws import facts
from tests.shipped_laws.kot import DECREE, FOLDERS, KINDS, benefit, child, corpus, share
from uitvoerbaar.engine.reference.case import DataSource, evaluate
from uitvoerbaar.law import LawLookupError
from uitvoerbaar.proposal.load import load_proposal
from uitvoerbaar.proposal.model import Situation

SCHEME = "kinderopvangtoeslag"
PRACTICE, PROPORTIONAL = "2015-01-01", "2019-10-23"
CALCULATOR = facts.EXCEPTIONS / "proefberekening_2024_kinderopvangtoeslag.yaml"


def month(found: dict[str, Any]) -> Decimal:
    """Euro a month without cents, from the unrounded year, as the calculator shows it."""
    return (Decimal(found["kinderopvangtoeslag_voor_afronding"]) / 1200).to_integral_value(ROUND_FLOOR)


# --- the tables -----------------------------------------------------------------------------------------------------

YEARS = (2013, 2014, 2015, 2019, 2020, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize("year", YEARS)
def test_table_holds_every_row_at_both_ends(year: int) -> None:
    rows = [r for r in facts.rows("kot_table") if r["year"] == str(year)]
    assert len(rows) == 69
    for row in rows:
        wanted = Decimal(row["pct_first_child"]) / 100, Decimal(row["pct_next_child"]) / 100
        low, high = int(row["income_from"]), int(row["income_to"] or 500_000)
        assert share(f"{year}-01-01", low) == wanted, row
        assert share(f"{year}-01-01", high) == wanted, row


@pytest.mark.parametrize("year", YEARS)
def test_prices_and_whether_the_table_is_derived(year: int) -> None:
    row = next(r for r in facts.rows("kot_max_prices") if r["year"] == str(year))
    names = [f"maximum_uurprijs_{kind}" for kind in KINDS]
    found = evaluate(
        corpus(), DECREE, [*names, "tabel_is_afgeleid"], f"{year}-06-01", {"gezamenlijk_toetsingsinkomen": 0}
    ).outputs
    assert [found[n] for n in names] == [Decimal(row[kind]) * 100 for kind in KINDS]
    status = {r["status"] for r in facts.rows("kot_table") if r["year"] == str(year)}
    assert found["tabel_is_afgeleid"] is (status == {"derived"})


def test_derived_tables_say_so_in_their_text() -> None:
    paths = sorted(FOLDERS[1].glob("*.yaml"))
    assert paths
    for path in paths:
        law = yaml.safe_load(path.read_text(encoding="utf-8"))
        article = next(a for a in law["articles"] if a["number"] == "8")
        derived = article["machine_readable"]["definitions"]["tabel_is_afgeleid"]["value"]
        assert article["text"].startswith("Afgeleide tabel") is derived, path.name


@pytest.mark.parametrize("date", ["2012-06-01", "2017-01-01", "2022-01-01"])
def test_years_without_a_table_are_refused(date: str) -> None:
    with pytest.raises(LawLookupError, match="geldt op"):
        share(date, 30_000)


# --- the rule on payment --------------------------------------------------------------------------------------------


def test_practice_until_2019_one_euro_costs_everything() -> None:
    paid = benefit(PRACTICE, 50_000, [child("dagopvang", 120, 650), child("bso", 60, 600)])
    short = benefit(PRACTICE, 50_000, [child("dagopvang", 120, 650), child("bso", 60, 600, short=100)])
    assert paid["hoogte_kinderopvangtoeslag"] > 800_000
    assert short["hoogte_kinderopvangtoeslag"] == 0
    assert short["heeft_recht_op_kinderopvangtoeslag"] is False
    assert benefit("2019-10-22", 50_000, [child("bso", 60, 600, short=1)])["hoogte_kinderopvangtoeslag"] == 0


@pytest.mark.parametrize("date", [PROPORTIONAL, "2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01"])
def test_since_the_rulings_one_euro_costs_its_own_share(date: str) -> None:
    first, _ = share(date, 50_000)
    paid = benefit(date, 50_000, [child("dagopvang", 100, 600)])
    short = benefit(date, 50_000, [child("dagopvang", 100, 600, short=100)])
    lost = Decimal(paid["kinderopvangtoeslag_voor_afronding"]) - short["kinderopvangtoeslag_voor_afronding"]
    assert lost == 100 * first
    assert paid["hoogte_kinderopvangtoeslag"] - short["hoogte_kinderopvangtoeslag"] in (0, 100)


def test_half_paid_is_half_the_benefit_above_the_maximum_price_too() -> None:
    whole = benefit("2026-01-01", 50_000, [child("dagopvang", 100, 1500)])
    half = benefit("2026-01-01", 50_000, [child("dagopvang", 100, 1500, short=12 * 100 * 750)])
    assert half["grondslag_alle_kinderen"] * 2 == whole["grondslag_alle_kinderen"]


def test_nothing_paid_is_no_right_and_overpaying_adds_nothing() -> None:
    none = benefit("2026-01-01", 50_000, [child("dagopvang", 100, 900, short=12 * 100 * 900)])
    assert (none["heeft_recht_op_kinderopvangtoeslag"], none["hoogte_kinderopvangtoeslag"]) == (False, 0)
    even = benefit("2026-01-01", 50_000, [child("dagopvang", 100, 900), child("bso", 20, 900, short=5000)])
    over = benefit("2026-01-01", 50_000, [child("dagopvang", 100, 900, short=-9999), child("bso", 20, 900, short=5000)])
    assert even["hoogte_kinderopvangtoeslag"] == over["hoogte_kinderopvangtoeslag"]
    assert benefit(PRACTICE, 50_000, [child("dagopvang", 100, 600, short=-500), child("bso", 20, 600, short=500)])[
        "hoogte_kinderopvangtoeslag"
    ] == 0  # fmt: skip


# --- who has a right, hours and the first child ---------------------------------------------------------------------


@pytest.mark.parametrize("date", [PRACTICE, PROPORTIONAL, "2026-01-01"])
def test_both_parents_work_or_study(date: str) -> None:
    children = [child("bso", 40, 600)]
    assert benefit(date, 40_000, children)["heeft_recht_op_kinderopvangtoeslag"] is True
    assert benefit(date, 40_000, children, hours=0)["heeft_recht_op_kinderopvangtoeslag"] is False
    assert benefit(date, 40_000, children, hours=0, student=True)["heeft_recht_op_kinderopvangtoeslag"] is True
    idle = benefit(date, 40_000, children, partner={"uren_per_week": 0})
    assert (idle["heeft_recht_op_kinderopvangtoeslag"], idle["hoogte_kinderopvangtoeslag"]) == (False, 0)
    study = benefit(date, 40_000, children, partner={"uren_per_week": 0, "is_student": True})
    assert study["heeft_recht_op_kinderopvangtoeslag"] is True


def test_no_care_no_benefit() -> None:
    for children in ([], [child("geen", 100, 900)], [child("bso", 0, 900)], [child("bso", 40, 0)]):
        assert benefit("2026-01-01", 20_000, children)["hoogte_kinderopvangtoeslag"] == 0


def test_a_partner_who_is_not_there_does_not_work() -> None:
    """A caller may say that there is a partner whom the register does not know: then nobody works, and that is no ground
    for the benefit."""
    alone = {"bsn": 1, "partner_bsn": None, "uren_per_week": 36, "is_student": False}
    found = evaluate(
        corpus(), "wet_kinderopvang", ["ouders_werken"], "2026-01-01", {"bsn": 1, "heeft_toeslagpartner": True},
        [DataSource("personen", "bsn", (alone,))],
    )  # fmt: skip
    assert found.outputs["ouders_werken"] is False


@pytest.mark.parametrize(("kind", "born", "factor"), [
    ("dagopvang", "2013-01-01", Decimal("1.4")),
    ("gastouder", "2011-01-02", Decimal("1.4")),
    ("gastouder", "2011-01-01", Decimal("0.7")),
    ("bso", "2008-01-01", Decimal("0.7")),
])  # fmt: skip
def test_until_2023_hours_follow_the_parent_working_least(kind: str, born: str, factor: Decimal) -> None:
    found = benefit(PRACTICE, 40_000, [child(kind, 230, 500, born=born)], partner={"uren_per_week": 10})
    assert found["grondslag_alle_kinderen"] == 10 * 52 * factor * 500


def test_since_2023_hours_do_not_follow_work() -> None:
    found = benefit("2023-01-01", 40_000, [child("bso", 400, 500)], hours=4)
    assert found["grondslag_alle_kinderen"] == 12 * 230 * 500


@pytest.mark.parametrize(("date", "first_price"), [(PRACTICE, 400), (PROPORTIONAL, 400), ("2026-01-01", 500)])
def test_equal_hours_costs_decide_the_first_child(date: str, first_price: int) -> None:
    for prices in ((400, 500), (500, 400)):
        found = benefit(date, 60_000, [child("bso", 40, price, born="2012-01-01") for price in prices])
        assert found["grondslag_eerste_kind"] == 12 * 40 * first_price


def test_one_of_equal_twins_is_the_first_child() -> None:
    first, other = share("2026-01-01", 90_000)
    found = benefit("2026-01-01", 90_000, [child("bso", 40, 900), child("bso", 40, 900)])
    assert found["kinderopvangtoeslag_voor_afronding"] == 12 * 40 * 900 * (first + other)


care = st.tuples(st.sampled_from(KINDS), st.integers(1, 400), st.integers(1, 2500), st.integers(0, 20_000_00))


@settings(max_examples=150, deadline=None)
@given(
    date=st.sampled_from(["2014-01-01", PRACTICE, PROPORTIONAL, "2024-01-01", "2026-01-01"]),
    income=st.integers(0, 250_000),
    children=st.lists(care, min_size=1, max_size=4, unique_by=lambda c: (c[1], c[2])),
    hours=st.integers(1, 60),
)
def test_amount_against_a_plain_calculation(date: str, income: int, children: list[Any], hours: int) -> None:
    """The rule written out in Python, apart from the law file: the children in order, each with its own share."""
    names = [f"maximum_uurprijs_{kind}" for kind in KINDS]
    found = evaluate(corpus(), DECREE, names, date).outputs
    highest = {kind: found[f"maximum_uurprijs_{kind}"] for kind in KINDS}
    first, other = share(date, income)
    ordered = sorted(children, key=lambda c: (-c[1], -c[2] if date >= "2023" else c[2]))
    total = Decimal(0)
    for position, (kind, month_hours, price, short) in enumerate(ordered):
        year_hours = Decimal(12 * min(month_hours, 230))
        if date < "2023":
            young = kind in ("dagopvang", "gastouder")  # born in the year before
            year_hours = min(year_hours, 52 * hours * Decimal("1.4" if young else "0.7"))
        due = 12 * month_hours * price
        counted = year_hours * min(price, highest[kind])
        if date >= PROPORTIONAL:
            counted = max(due - short, 0) * counted / due
        total += counted.quantize(Decimal(1), ROUND_HALF_UP) * (first if position == 0 else other)
    if date < PROPORTIONAL and any(short for *_, short in children):
        total = Decimal(0)
    cases = [child(k, h, p, short=min(s, 12 * h * p), born=f"{int(date[:4]) - 1}-06-01") for k, h, p, s in children]
    result = benefit(date, income, cases, hours=hours)
    if result["heeft_recht_op_kinderopvangtoeslag"]:
        assert result["kinderopvangtoeslag_voor_afronding"] == total
    else:
        assert total == 0
    assert result["hoogte_kinderopvangtoeslag"] == total.quantize(Decimal("1E2"), ROUND_HALF_UP)


# --- the three proposals --------------------------------------------------------------------------------------------

PROPOSALS = (
    ("kinderopvangtoeslag-2015", True),
    ("kinderopvangtoeslag-evenredig-2019", False),
    ("alles-of-niets-2026", True),
)


@pytest.mark.parametrize(("name", "strict_after"), PROPOSALS)
def test_proposals_differ_only_for_who_did_not_pay_all(name: str, strict_after: bool) -> None:
    proposal = load_proposal(name)

    def outcomes(side: Situation) -> list[int]:
        laws = side.corpus(corpus())
        found = []
        for short, income, hours in product((0, 100), range(0, 130_000, 8_700), (40, 111, 240)):
            care = [child("dagopvang", hours, 777, short=short), child("bso", 41, 655, born="2010-01-01")]
            found.append(benefit(side.date, income, care, hours=17, laws=laws)["hoogte_kinderopvangtoeslag"])
        return found

    before, after = outcomes(proposal.before), outcomes(proposal.after)
    half = len(before) // 2
    assert before[:half] == after[:half]
    lenient, strict = (before, after) if strict_after else (after, before)
    assert set(strict[half:]) == {0}
    assert all(0 <= whole - short <= 200 for whole, short in zip(lenient[:half], lenient[half:], strict=True))
    assert min(lenient[half:]) > 0


def test_proposals_say_what_they_change() -> None:
    for name, _ in PROPOSALS:
        proposal = load_proposal(name)
        changed = {change.article for change in proposal.changes if change.law == "wet_kinderopvang"}
        laws = [
            side.corpus(corpus()).select("wet_kinderopvang", side.date) for side in (proposal.before, proposal.after)
        ]
        texts = [{article.number: article.text for article in law.articles} for law in laws]
        assert changed == {number for number in texts[0] if texts[0][number] != texts[1][number]} == {"1.5", "1.7"}


# --- published figures ----------------------------------------------------------------------------------------------


def of_oracle(oracle: facts.Oracle, date: str) -> dict[str, Any]:
    """The benefit for the inputs of a worked example."""
    given = oracle.inputs
    if "bso_uren_maand" in given:
        children = [child("bso", given["bso_uren_maand"], given["bso_uurtarief"] * 100, born=given["kind_geboren"])]
    else:
        children = [
            child(c["soort"], c.get("uren_maand", Decimal(c.get("uren_jaar", 0)) / 12), c["uurprijs"] * 100)
            for c in given["kinderen"]
        ]
    return benefit(date, given["inkomen"], children)


def check_oracle(oracle: facts.Oracle, date: str) -> None:
    """Every printed number that follows from the law, to its printed precision."""
    if "pct" in oracle.expected:
        assert (
            facts.euro(share(date, oracle.inputs["inkomen"])[0] * 10_000, oracle.expected["pct"])
            == oracle.expected["pct"]
        )
        return
    found = of_oracle(oracle, date)
    first, other = share(date, oracle.inputs["inkomen"])
    rest = found["grondslag_alle_kinderen"] - found["grondslag_eerste_kind"]
    ours = {
        "per_maand": lambda wanted: month(found),
        "per_maand_cent": lambda wanted: facts.euro(Decimal(found["kinderopvangtoeslag_voor_afronding"]) / 12, wanted),
        "eerste_kind": lambda wanted: facts.euro(found["grondslag_eerste_kind"] * first / 12, wanted),
        "tweede_kind": lambda wanted: facts.euro(rest * other / 12, wanted),
        "kosten_max": lambda wanted: facts.euro(Decimal(found["grondslag_alle_kinderen"]) / 12, wanted),
        "jaar": lambda wanted: facts.euro(found["hoogte_kinderopvangtoeslag"], wanted),
    }
    for name, wanted in oracle.expected.items():
        assert ours[name](wanted) == wanted, name


@pytest.mark.parametrize("oracle", facts.oracle_params(SCHEME))
def test_oracle(oracle: facts.Oracle) -> None:
    check_oracle(oracle, f"{oracle.year}-01-01")
    if oracle.year == 2019:
        check_oracle(oracle, PROPORTIONAL)


@pytest.mark.parametrize("oracle", facts.oracle_params(SCHEME, kind="afwijkend"))
def test_listed_deviations_deviate(oracle: facts.Oracle) -> None:
    with pytest.raises(AssertionError):
        check_oracle(oracle, f"{oracle.year}-01-01")


@pytest.mark.parametrize("oracle", facts.oracle_params(SCHEME, kind="niet_berekenbaar"))
def test_listed_rows_cannot_be_run(oracle: facts.Oracle) -> None:
    """Either there is no table for the year, or the row does not say which care it is about."""
    if "inkomen" in oracle.inputs or "inkomen_tot_en_met" in oracle.inputs:
        with pytest.raises(LawLookupError):
            share(f"{oracle.year}-01-01", 30_000)
    else:
        assert "zaak" in oracle.inputs


def test_every_listed_row_exists() -> None:
    assert not facts.unknown_exceptions(SCHEME)


def listed_band() -> tuple[int, int]:
    """The only incomes at which the calculator of 2024 shows another amount."""
    (row,) = yaml.safe_load(CALCULATOR.read_text(encoding="utf-8"))
    return row["inkomen_vanaf"], row["inkomen_tot_en_met"]


def test_calculator_2024_at_every_income() -> None:
    low, high = listed_band()
    checked = deviating = 0
    for row in facts.rows("proefberekening_2024"):
        if not row["kinderopvangtoeslag_maand"]:
            continue
        income = int(row["inkomen"])
        ours = month(benefit("2024-01-01", income, [child("bso", 40, 1100, born="2020-02-02")]))
        if low <= income <= high:
            assert ours != int(row["kinderopvangtoeslag_maand"]), income
            deviating += 1
        else:
            assert ours == int(row["kinderopvangtoeslag_maand"]), income
        checked += 1
    assert checked > 600
    assert deviating
