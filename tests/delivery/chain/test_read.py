"""data/keten is read whole; what is wrong in it is told with file, line, what was expected and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.base.folders import data_dir
from uitvoerbaar.delivery.chain.model import UNKNOWN
from uitvoerbaar.delivery.chain.read import load_chain
from uitvoerbaar.law.registers import load_registers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A chain of the user's own: a copy of ours."""
    return Path(shutil.copytree(data_dir() / "keten", tmp_path / "keten"))


def test_every_field_of_the_registers_has_a_link() -> None:
    """Else a scheme would lean on less than it does; what a law computes for a housemate has no register."""
    chain = load_chain()
    lacking = {(f.register, f.supplier) for f in load_registers() if f.supplier != "berekend"} - chain.fields.keys()
    assert lacking == set()


def test_every_scheme_has_its_provider_and_its_rhythm() -> None:
    from uitvoerbaar.assess.norms import load_settings

    chain = load_chain()
    for scheme in load_settings().schemes:
        assert scheme.provider in chain.providers
        assert scheme.id in chain.rhythms


def test_what_the_sources_do_not_name_is_unknown_and_not_left_out() -> None:
    """A link without a known holder or country says so: half of the suppliers is unknown today."""
    suppliers = [link for link in load_chain().links.values() if link.kind == "leverancier"]
    assert any(link.country == UNKNOWN for link in suppliers)
    assert all(link.source for link in suppliers)


def test_a_sale_that_was_announced_counts_as_foreign() -> None:
    links = load_chain().links
    assert links["Solvinity"].foreign
    assert links["Worldline"].foreign
    assert not links["NAFIN"].foreign
    assert not links["Hosting UWV"].foreign  # unknown is not foreign


BROKEN = [
    ("schakels.yaml", "houder: Worldline, land: FR", "houder: Worldline, land: Frankrijk",
     "'land' is 'Frankrijk'; verwacht: een ISO-code van twee hoofdletters (NL), of onbekend"),
    ("schakels.yaml", "houder: Ministerie van Defensie, land: NL", "houder: Ministerie van Defensie, land: nl", "'land' is 'nl'"),
    ("schakels.yaml", "koper: {land: US", "koper: {land: VS en co", "'land' is 'VS en co'"),
    ("bronnen.yaml", "register: RBVZ, leverancier: zorgverzekeraar", "register: BRP, leverancier: gemeente",
     "'BRP, gemeente' staat er twee keer"),
    ("bronnen.yaml", "uitvoer: rendementsgrondslag", "uitvoer: verzamelinkomen",
     "'wet_inkomstenbelasting_2001, verzamelinkomen' staat er twee keer"),
    ("bronnen.yaml", "schakels: [Verzekerdenbestand]", "schakels: []", "'schakels' is leeg; waar komt het gegeven vandaan?"),
    ("uitvoering.yaml", "naam: gemeenten", "naam: Belastingdienst", "'Belastingdienst' staat er twee keer"),
    ("uitvoering.yaml", "{id: aow,", "{id: bijstand,", "'bijstand' staat er twee keer"),
    ("schakels.yaml", "{op: Hosting RvIG, speling_dagen: 0}, {op: Gem", "{op: Hosting RvGI, speling_dagen: 0}, {op: Gem",
     "'op' noemt schakel 'Hosting RvGI'; die staat niet in schakels.yaml (bedoelde u 'Hosting RvIG'?)"),
    ("schakels.yaml", "{op: Solvinity, speling_dagen: 0}, {op: Diginetwerk", "{op: Solvinity, speling_dagen: -1}, {op: Diginetwerk",
     "'speling_dagen' is -1; verwacht: een aantal dagen, 0 of meer"),
    ("schakels.yaml", "id: Worldline,", "id: Solvinity,", "schakel 'Solvinity' staat er twee keer"),
    ("schakels.yaml", "soort: voorziening, houder: BKWI", "soort: voorzienig, houder: BKWI",
     "'soort' noemt 'voorzienig'; dat bestaat niet (bedoelde u 'voorziening'?)"),
    ("schakels.yaml", "houder: Ministerie van Defensie, land: NL, leunt_op: []",
     "houder: Ministerie van Defensie, land: NL, leunt_op: [{op: DigiD, speling_dagen: 0}]",
     "schakels leunen in een kring op elkaar"),
    ("schakels.yaml", "bron: \"Kadasterwet\", jaar: 2024", "bron: \"Kadasterwet\", jaar: 20244",
     "'jaar' is 20244; verwacht: 1900 tot en met 2100"),
    ("bronnen.yaml", "schakels: [Onderwijsregister]", "schakels: [Onderwijsregistr]",
     "'schakels' noemt schakel 'Onderwijsregistr'; die staat niet in schakels.yaml (bedoelde u 'Onderwijsregister'?)"),
    ("bronnen.yaml", "schakel: BRI, speling_dagen: 0", "schakel: BRI, spelingdagen: 0",
     "'speling_dagen' ontbreekt; verwacht: een getal (er staat wel 'spelingdagen')"),
    ("uitvoering.yaml", "nieuw: {waarde: 0.25", "nieuw: {waarde: 25", "'nieuw' is 25; verwacht: een deel, van 0 tot en met 1"),
    ("uitvoering.yaml", "zekerheid: uit het hoofd\n  - naam: Belastingdienst", "zekerheid: zeker\n  - naam: Belastingdienst",
     "'zekerheid' noemt 'zeker'; dat bestaat niet"),
    ("uitvoering.yaml", "{waarde: 1, bron: \"AANNAME: een toekenning", "{waarde: veel, bron: \"AANNAME: een toekenning",
     "'waarde' is 'veel'; verwacht: een getal"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_broken_file_is_told_with_its_line(folder: Path, file: str, old: str, new: str, message: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(LawFileError) as caught:
        load_chain(folder)
    told = str(caught.value)
    assert message in told
    assert any(f"{file}:{at}:" in told for at in (line, line + 1)), told


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "bronnen.yaml").unlink()
    with pytest.raises(LawFileError, match=r"bronnen\.yaml"):
        load_chain(folder)
