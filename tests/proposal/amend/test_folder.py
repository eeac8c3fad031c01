"""A proposal folder made of changed laws: whole, readable, and accepted by the check."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.text import Text
from uitvoerbaar.face.check import check
from uitvoerbaar.law.text.constants import LawText
from uitvoerbaar.proposal import load_proposal
from uitvoerbaar.proposal.amend.change import amend
from uitvoerbaar.proposal.amend.folder import Draft, LawPair, files_of, write_proposal

_FILE = DATA / "laws" / "nl" / "wet" / "wet_op_de_zorgtoeslag" / "2026-01-01.yaml"
_LAW = LawText.of(_FILE.read_bytes(), str(_FILE))
_DRAFT = Draft(Text('Zorgtoeslag: "vanaf" 19 jaar'), "2026-01-01", carries_out=("Dienst Toeslagen",))
_WANTED: dict[str, str | int | Decimal] = {
    "1 lid 1 c#definitions.leeftijd_verzekerde.value": 19,
    "3#definitions.vermogensgrens_partner.value": "€ 190.000",
}


def test_check_accepts_the_folder_and_it_says_what_changes(tmp_path: Path) -> None:
    pair = LawPair(_LAW, amend(_LAW, _WANTED).after)
    folder = write_proposal(tmp_path / "mijn", _DRAFT, [pair])
    checked = check(str(folder))
    assert (checked.errors, checked.warnings, checked.problems) == (0, 0, ())
    proposal = load_proposal(str(folder))
    assert (proposal.id, proposal.title.nl) == ("zorgtoeslag-vanaf-19-jaar", 'Zorgtoeslag: "vanaf" 19 jaar')
    assert [(c.article, c.before.nl, c.after.nl) for c in proposal.changes] == [
        ("1 lid 1 c", "achttien jaar", "negentien jaar"), ("3", "184.633 euro", "190.000 euro"),
    ]  # fmt: skip
    assert (folder / "laws" / "wet_op_de_zorgtoeslag.yaml").read_bytes() == pair.after.bytes
    write_proposal(folder, _DRAFT, [pair])  # again: the same folder
    assert sorted(p.name for p in folder.rglob("*.yaml")) == ["proposal.yaml", "wet_op_de_zorgtoeslag.yaml"]


def test_nothing_changed_is_no_proposal_and_other_files_are_left_alone(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="niets gewijzigd"):
        files_of(_DRAFT, [LawPair(_LAW, _LAW)])
    (tmp_path / "brief.txt").write_text("van mij")
    with pytest.raises(UserError, match="iets anders"):
        write_proposal(tmp_path, _DRAFT, [LawPair(_LAW, amend(_LAW, _WANTED).after)])
    assert [p.name for p in tmp_path.iterdir()] == ["brief.txt"]
