"""Laws out and in again are the same to the byte, and what differs from ours is told and reaches an assessment."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.places import DATA, REGELRECHT
from uitvoerbaar.base.errors import LawFileError, UserError
from uitvoerbaar.cli import run
from uitvoerbaar.face.exchange.comparison import BROKEN, CHANGED, LAW, SAME, VERSION, WRITING, SentIn, sent_in
from uitvoerbaar.face.exchange.layout import exported, laws_out, proposal_out, write_files, zipped
from uitvoerbaar.face.exchange.side import as_proposal
from uitvoerbaar.proposal import load_proposal

LAWS, DAY, PROPOSAL = DATA / "laws", "2026-01-01", "alles-of-niets-2026"
CHILDCARE = f"nl/wet/wet_kinderopvang/{DAY}.yaml"
CARE = f"nl/wet/wet_op_de_zorgtoeslag/{DAY}.yaml"
Made = Callable[..., SentIn]


@pytest.fixture
def sent(tmp_path: Path) -> Made:
    """A folder with these files, as it was sent in."""

    def make(**files: bytes) -> SentIn:
        for name, content in files.items():
            path = tmp_path / "map" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return sent_in(tmp_path / "map")

    return make


def ours(place: str) -> bytes:
    """A law file of ours."""
    return (LAWS / place).read_bytes()


def test_our_laws_lie_in_the_layout_as_they_are() -> None:
    found = {path.relative_to(LAWS).as_posix(): path.read_bytes() for path in LAWS.rglob("*.yaml")}
    assert laws_out() == found
    assert len(found) > 100


def test_out_and_in_and_out_is_the_same(tmp_path: Path) -> None:
    for number, files in enumerate((laws_out(), laws_out(DAY), proposal_out(PROPOSAL))):
        folder = write_files(files, tmp_path / str(number))
        again = exported(sent_in(folder).corpus)
        assert again == files
        assert zipped(again) == zipped(files)


def test_a_zip_holds_the_same_and_is_the_same_each_time(tmp_path: Path) -> None:
    files = laws_out(DAY)
    path = write_files(files, tmp_path / "w.zip")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert path.read_bytes() == zipped(dict(reversed(files.items())))


def test_of_a_day_every_law_has_the_version_in_force() -> None:
    files = laws_out("2015-06-01")
    assert "nl/wet/wet_op_de_huurtoeslag/2015-01-01.yaml" in files
    assert len({Path(place).parent for place in files}) == len(files)


@pytest.mark.shared(cases=1)
def test_the_corpus_of_regelrecht_keeps_its_own_places(tmp_path: Path) -> None:
    """Also files named by the day of publication, and folders of a municipality."""
    root = REGELRECHT / "corpus" / "regulation"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.yaml")}
    assert exported(sent_in(root).corpus) == files
    assert any("/diemen/" in place for place in files)


def test_a_proposal_lies_over_our_laws(tmp_path: Path) -> None:
    whole, base = proposal_out(PROPOSAL), laws_out()
    changed = (DATA / "proposals" / PROPOSAL / "laws" / "wet_kinderopvang.yaml").read_bytes()
    assert {place for place in whole if base.get(place) != whole[place]} == {CHILDCARE}
    assert proposal_out(PROPOSAL, whole=False) == {CHILDCARE: changed}
    assert proposal_out(PROPOSAL, after=False) == base
    with pytest.raises(UserError, match="geen eigen wetsbestanden"):
        proposal_out(PROPOSAL, after=False, whole=False)


def test_what_the_layout_cannot_say_is_told(sent: Made) -> None:
    pinned = sent(**{"proposal.yaml": (DATA / "proposals" / PROPOSAL / "proposal.yaml").read_bytes()
                     .replace(b"  wetten: laws", b'  pins: {wet_op_de_zorgtoeslag: "2025-01-01"}'),
                     CARE: ours(CARE)})  # fmt: skip
    with pytest.raises(UserError, match="vast op een versie"):
        proposal_out(str(pinned.folder))


def test_every_version_is_told_beside_ours(sent: Made) -> None:
    care = ours(CARE)
    made = sent(
        **{
            CHILDCARE: ours(CHILDCARE),
            CARE: care.replace(b"14601100", b"10000000"),
            "nl/wet/wet_op_de_zorgtoeslag/2025-01-01.yaml": ours("nl/wet/wet_op_de_zorgtoeslag/2025-01-01.yaml")
            + b"# x\n",
            "nl/wet/wet_op_de_zorgtoeslag/2027-01-01.yaml": care.replace(b"valid_from: '2026", b"valid_from: '2027"),
            "nl/wet/nieuwe_wet/2026-01-01.yaml": care.replace(b"$id: wet_op_de_zorgtoeslag", b"$id: nieuwe_wet"),
        }
    )
    assert b"14601100" in care
    rows = {(row.law, row.version): row for row in made.rows}
    assert {key: row.state for key, row in rows.items()} == {
        ("wet_kinderopvang", DAY): SAME,
        ("wet_op_de_zorgtoeslag", DAY): CHANGED,
        ("wet_op_de_zorgtoeslag", "2025-01-01"): WRITING,
        ("wet_op_de_zorgtoeslag", "2027-01-01"): VERSION,
        ("nieuwe_wet", DAY): LAW,
    }
    assert rows["wet_op_de_zorgtoeslag", DAY].articles == ("3",)
    assert rows["wet_op_de_zorgtoeslag", "2027-01-01"].articles == ()
    assert len(rows["nieuwe_wet", DAY].articles) > 5
    assert [change.number for change in made.changes("wet_op_de_zorgtoeslag", DAY)] == ["3"]
    assert "wet_op_de_huurtoeslag" in made.absent
    assert all(
        text in made.text() for text in ("1 versies gelijk", "artikel 3", "wet die wij niet hebben", "participatiewet")
    )
    assert len(json.loads(json.dumps(made.as_json()))["versies"]) == 5


def test_a_broken_law_is_told_by_its_place_in_the_folder_and_is_no_side(sent: Made) -> None:
    made = sent(**{CARE: ours(CARE).replace(b"operation: ", b"operation: MULTIPLI #", 1)})
    assert [row.state for row in made.rows] == [BROKEN]
    assert made.rows[0].trouble.startswith(f"{CARE}:")
    with pytest.raises(UserError, match="niet te lezen"):
        as_proposal(made, "na", DAY, "x")


def test_no_laws_and_no_yaml_are_told(sent: Made, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="geen map"):
        sent_in(tmp_path / "weg")
    with pytest.raises(UserError, match="geen wetten"):
        sent(**{"README.md": b"x"})
    with pytest.raises(LawFileError) as error:
        sent(**{"a.yaml": b"[", "b.yaml": b"- 1"})
    assert str(tmp_path) not in str(error.value)


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "A B", "x\ny", "", "."])
def test_no_name_of_a_law_leads_elsewhere(sent: Made, name: str) -> None:
    """A law that lies in no layout gets its place from what it says: that must be a name."""
    made = sent(**{"wet.yaml": ours(CARE).replace(b"$id: wet_op_de_zorgtoeslag", b"$id: " + json.dumps(name).encode())})
    assert [row.place for row in made.rows] == ["wet.yaml"]
    with pytest.raises(UserError):
        exported(made.corpus)


@pytest.mark.parametrize("side", ["voor", "na"])
def test_a_folder_becomes_a_side(sent: Made, side: str, tmp_path: Path) -> None:
    changed = ours(CARE).replace(b"14601100", b"10000000")
    files = as_proposal(sent(**{CARE: changed, CHILDCARE: ours(CHILDCARE)}), side, DAY, 'Een "titel": met\nvan alles')  # type: ignore[arg-type]
    assert sorted(files) == sorted(["proposal.yaml", f"{'laws' if side == 'na' else 'voor'}/{CARE}"])
    folder = write_files(files, tmp_path / "voornemen")
    proposal = load_proposal(str(folder))
    assert proposal.title.nl == 'Een "titel": met van alles'
    assert [(c.law, c.article) for c in proposal.changes] == [("wet_op_de_zorgtoeslag", "3")]
    assert proposal_out(str(folder), after=side == "na") == {**laws_out(), CARE: changed}
    assert proposal_out(str(folder), after=side != "na") == laws_out()
    assert run(["check", str(folder)]) == 0


def test_the_same_laws_are_nothing_to_assess(sent: Made) -> None:
    made = sent(**{CARE: ours(CARE)})
    with pytest.raises(UserError, match="niets te toetsen"):
        as_proposal(made, "na", DAY, "")
    with pytest.raises(UserError):
        as_proposal(made, "na", "morgen", "")


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, made = tmp_path / "uit", tmp_path / "voornemen"
    assert run(["corpus", "export", str(out), "--proposal", PROPOSAL, "--changed"]) == 0
    assert "1 wetsbestand" in capsys.readouterr().out
    assert run(["corpus", "export", str(out)]) == 1
    assert "staat al iets anders" in capsys.readouterr().err
    assert run(["corpus", "compare", str(out)]) == 0
    assert "artikel 1.5, 1.7" in capsys.readouterr().out
    assert run(["corpus", "compare", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["versies"][0]["state"] == CHANGED
    assert run(["corpus", "proposal", str(out), str(made), "--on", DAY, "--title", "Alles of niets"]) == 0
    assert run(["check", str(made)]) == 0
    assert run(["corpus", "export", "x", "--changed"]) == 2
    assert run(["corpus", "export", "x", "--on", DAY, "--proposal", PROPOSAL]) == 2
