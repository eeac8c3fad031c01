"""Checks on what citizens state, and what a false claim brings when it may be found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.chain.checks import expected_gain, load_checks
from uitvoerbaar.law.registers import load_registers


def test_every_statement_of_citizens_has_a_check_or_is_an_application() -> None:
    checks = load_checks()
    open_fields = [f.name for f in load_registers() if f.from_citizen and checks.of(f.register, f.name) is None]
    assert all(name.startswith("aanvraag_") for name in open_fields), open_fields


def test_a_field_of_its_own_goes_before_its_register() -> None:
    checks = load_checks()
    hours, paid = (checks.of("Kinderopvang", name) for name in ("opvanguren_per_maand", "opvangkosten_betaald"))
    assert hours is not None
    assert paid is not None
    assert (hours.how, paid.how) == ("vanzelf", "dossier")
    assert checks.of("Wonen", "iets anders") is None


@pytest.mark.parametrize(("chance", "fine", "expected"), [(0, 0.5, 100), (1, 0.5, -50), (0.5, 0, 50), (0.2, 0.5, 70)])
def test_a_claim_brings_its_gain_unless_it_is_found(chance: float, fine: float, expected: float) -> None:
    """A gain of 100 that is found with a chance of 0.2 and a fine of half: 80 kept less 10 of fine."""
    assert expected_gain(100, chance, fine) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kans: {waarde: 0.9", "kans: {waarde: 90", "'kans' is 90; verwacht: een deel, van 0 tot en met 1"),
        ("hoe: bezoek", "hoe: bezoeken", "'hoe' noemt 'bezoeken'; dat bestaat niet (bedoelde u 'bezoek'?)"),
        ("minuten: {waarde: 180", "minuten: {waarde: -180", "'minuten' is -180; verwacht: 0 of meer"),
        ("hoe: bezoek", "hoe: niet", "bij 'hoe: niet' horen kans, deel en minuten 0"),
        (
            "veld: servicekosten, tegen",
            "veld: servicekoste, tegen",
            "het register 'Wonen' heeft geen gegeven 'servicekoste'",
        ),
        ("register: Toeslagen, veld: geschat", "register: Toeslag, veld: geschat", "er is geen register 'Toeslag'"),
        ("veld: servicekosten", "veld: kale_huur", "deze controle staat er twee keer"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = Path(shutil.copytree(data_dir() / "keten", tmp_path / "keten"))
    path = folder / "controles.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFileError) as caught:
        load_checks(folder)
    assert message in str(caught.value)
    assert f"controles.yaml:{text[: text.index(old)].count(chr(10)) + 1}:" in str(caught.value)
