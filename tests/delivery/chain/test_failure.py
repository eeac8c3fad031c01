"""A standstill passes from link to link, less the slack of each; the longest way counts."""

from __future__ import annotations

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.text import Text
from uitvoerbaar.delivery.chain.failure import known_link, leaning, payments_in, standstills, stopped, work_stopped
from uitvoerbaar.delivery.chain.model import Chain, Link, LinkKind, Provider, Tie
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.delivery.fact import Fact

_PART = Fact(0.5, "deel", 2026, "verzonnen", "aanname")


def _link(name: str, *ties: Tie, kind: LinkKind = "registratie") -> Link:
    return Link(name, Text(f"{name} voluit", f"{name} in full"), kind, "onbekend", "NL", ties, "x", 2026, "aanname")


@pytest.fixture
def chain() -> Chain:
    """Income leans on a data centre (no slack) and on returns (10 days); returns on a login (5 days)."""
    links = (
        _link("Inkomen", Tie("Centrum", 0), Tie("Aangifte", 10)),
        _link("Aangifte", Tie("Inlog", 5), Tie("Centrum", 2)),
        _link("Inlog", kind="voorziening"),
        _link("Centrum", kind="leverancier"),
    )
    needs = {"toekennen": (Tie("Inkomen", 1),), "betalen": (Tie("Centrum", 3),)}
    provider = Provider("Dienst", needs, "x", 2026, "aanname")  # type: ignore[arg-type]
    return Chain({link.id: link for link in links}, {}, {}, {"Dienst": provider}, {}, _PART, _PART, _PART)


def test_a_standstill_passes_less_the_slack_of_each_link(chain: Chain) -> None:
    still = standstills(chain, "Inlog", 20)
    assert {name: found.days for name, found in still.items()} == {"Inlog": 20, "Aangifte": 15, "Inkomen": 5}
    assert still["Inkomen"].way == ("Inkomen", "Aangifte", "Inlog")


def test_with_several_ways_the_longest_counts(chain: Chain) -> None:
    """The data centre stops income at once (20 days) and by way of the returns only after 12 (8 days)."""
    still = standstills(chain, "Centrum", 20)
    assert still["Inkomen"].days == 20
    assert still["Inkomen"].way == ("Inkomen", "Centrum")


def test_what_fails_no_longer_than_the_slack_stops_nothing_else(chain: Chain) -> None:
    assert set(standstills(chain, "Inlog", 5)) == {"Inlog"}


def test_work_of_a_provider_stops_after_its_own_slack(chain: Chain) -> None:
    work = work_stopped(chain, "Dienst", standstills(chain, "Centrum", 4))
    assert {name: found.days for name, found in work.items()} == {"toekennen": 3, "betalen": 1}
    assert work_stopped(chain, "Iemand anders", standstills(chain, "Centrum", 4)) == {}
    assert stopped((Tie("Inlog", 0),), {}).days == 0


def test_leaning_goes_all_the_way_down(chain: Chain) -> None:
    assert leaning(chain, ["Inkomen"]) == {"Inkomen", "Aangifte", "Inlog", "Centrum"}


@pytest.mark.parametrize(
    ("days", "payments", "mean", "most"),
    [(1, 12, 1 / 365, 1 / 12), (14, 12, 14 / 365, 1 / 12), (31, 12, 31 / 365, 2 / 12), (14, 4, 14 / 365, 1 / 4),
     (400, 12, 1, 1), (14, 0, 0, 0), (0, 12, 0, 0)],
)  # fmt: skip
def test_payments_that_fall_in_some_days(days: float, payments: float, mean: float, most: float) -> None:
    """A month is 30.4 days: 31 days can hold two pay days, 14 days one at most."""
    assert payments_in(days, payments) == pytest.approx((mean, most))


def test_days_that_are_just_as_many_as_lie_between_two_pay_days_hold_one() -> None:
    """With a payment every 73 days, 73 days that begin on a pay day end on the eve of the next."""
    assert payments_in(73, 5) == pytest.approx((0.2, 0.2))
    assert payments_in(74, 5)[1] == pytest.approx(0.4)


def test_a_link_is_known_by_id_and_by_name(chain: Chain) -> None:
    assert known_link(chain, "inkomen") == known_link(chain, "Inkomen  voluit") == known_link(chain, "INKOMEN IN FULL")


@pytest.mark.parametrize(("name", "hint"), [("Inkmen", "Inkomen"), ("Cen", "Centrum")])
def test_a_name_that_is_near_is_suggested(chain: Chain, name: str, hint: str) -> None:
    with pytest.raises(UserError, match=f"geen schakel '{name}' in de keten; bedoelde u '{hint}'"):
        known_link(chain, name)


@pytest.mark.parametrize("name", ["zzz", "", "  "])
def test_a_name_that_exists_nowhere_is_refused_with_what_there_is(chain: Chain, name: str) -> None:
    with pytest.raises(UserError, match="er zijn: Inkomen, Aangifte, Inlog, Centrum"):
        known_link(chain, name)


def test_the_failure_of_august_2024_is_in_the_shipped_chain() -> None:
    """On 28 August 2024 a failure of the network of Defence reached Diginetwerk and DigiD (Tweakers, 28-8-2024)."""
    chain = load_chain()
    assert {"Diginetwerk", "DigiD"} <= set(standstills(chain, "NAFIN", 1))
    assert "BRI" not in standstills(chain, "NAFIN", 1)
