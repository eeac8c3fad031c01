"""A process file: the shipped one works, and a broken one is told with its line, what was expected and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import DATA
from uitvoerbaar.base.errors import LawFileError
from uitvoerbaar.delivery.queues.file import read_process

SHIPPED = DATA / "queues" / "voorbeelden" / "toeslag_aanvraag.yaml"


def written(folder: Path, *edits: tuple[str, str]) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "proces.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_example_reads_as_it_is_written() -> None:
    made = read_process(SHIPPED)
    recovery, application, objection = made.team.works
    assert made.team.months == 36
    assert application.arrivals[0] == pytest.approx(1300 * 1.6)
    assert application.arrivals[12] == 1300
    assert (application.term_days, objection.returns, recovery.priority) == (56, (), 0)
    assert application.penalties is not None
    assert application.penalties.notices == 0.1


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("    minuten: 240\n", "", 18, "'minuten' ontbreekt"),
        ("    minuten: 240", "    minuten: veel", 21, "'minuten' is 'veel'"),
        ("    minuten: 240", "    minuten: -5", 21, "verwacht: van 0.01 tot en met 100000"),
        ("verloop_per_jaar: 0.12", "verloop_per_jaar: 12", 11, "'verloop_per_jaar' is 12"),
        ("1100, 1200]", "1100]", 26, "heeft 11 getallen"),
        ("1100, 1200]", "1100, druk]", 26, "is geen getal"),
        ("naar: bezwaar", "naar: bezwar", 35, "'terug' noemt 'bezwar'"),
        ("deel: 0.05, na", "deel: 1, na", 35, "is er nooit iets klaar"),
        ("  - id: bezwaar", "  - id: aanvraag", 24, "staat er 2 keer"),
        ("maanden: 36", "maanden: 0", 6, "verwacht: 1 tot en met 120"),
        ("    termijn_dagen: 84\n", "", 44, "zonder termijn is niets te laat"),
        ("peildatum: 2026-01-01", "peildatum: gisteren", 5, "verwacht: een dag als 2026-01-31"),
        ("    voorrang: 0", "    voorang: 0", 23, "onbekende sleutel 'voorang'"),
        ("werk:\n", "werk: []\nwerkjes:\n", 17, "heeft 0 soorten"),
        ("werving_maanden: 4", "werving_maanden: vier", 12, "'werving_maanden' is 'vier'"),
        ("inwerken_maanden: 6", "inwerken_maanden: 0", 14, "'inwerken_begin' zonder 'inwerken_maanden'"),
        (
            "    minuten: 240",
            "    minuten: 240\n    voorraad_oudste_dagen: 90",
            22,
            "'voorraad_oudste_dagen' zonder 'voorraad'",
        ),
        (
            "    minuten: 240",
            "    minuten: 240\n    doorloop_spreiding: 1",
            22,
            "'doorloop_spreiding' zonder 'doorloop_dagen'",
        ),
        ("personeel:", "personeel: 3\nstaf:", 7, "verwacht: een object"),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    path = written(tmp_path, (old, new))
    with pytest.raises(LawFileError) as caught:
        read_process(path)
    told_here = [problem for problem in caught.value.problems if told in problem.message]
    assert told_here, str(caught.value)
    assert told_here[0].line == line, str(caught.value)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, ("minuten: 240", "minuten: veel"), ("verloop_per_jaar: 0.12", "verloop_per_jaar: 12"))
    with pytest.raises(LawFileError) as caught:
        read_process(path)
    assert len(caught.value.problems) == 2


def test_what_is_no_file_or_no_object_is_told(tmp_path: Path) -> None:
    with pytest.raises(LawFileError, match="kan niet worden gelezen"):
        read_process(tmp_path / "weg.yaml")
    path = tmp_path / "lijst.yaml"
    path.write_text("- een\n- twee\n", encoding="utf-8")
    with pytest.raises(LawFileError, match="verwacht: een object"):
        read_process(path)


RING = (
    "    per_maand: 0\n    minuten: 420",
    "    per_maand: 0\n    terug: [{naar: aanvraag, deel: SHARE}]\n    minuten: 420",
)
ALL_TO_OBJECTION = ("{naar: bezwaar, deel: 0.04", "{naar: bezwaar, deel: 0.95")


def test_what_comes_back_by_way_of_other_work_must_end_too(tmp_path: Path) -> None:
    """5 percent again and 95 percent to objections, of which all come back: nothing ever leaves; of 90 percent some does."""
    old, new = RING
    with pytest.raises(LawFileError) as caught:
        read_process(written(tmp_path, (old, new.replace("SHARE", "1")), ALL_TO_OBJECTION))
    (problem,) = caught.value.problems
    assert "gaat in een kring" in problem.message
    made = read_process(written(tmp_path, (old, new.replace("SHARE", "0.9")), ALL_TO_OBJECTION))
    assert [back.share for work in made.team.works for back in work.returns] == [0.05, 0.95, 0.9]
