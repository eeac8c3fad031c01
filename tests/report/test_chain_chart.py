"""A chain is drawn with every link once, in its layer; on a telephone what it leans on is told in words."""

from __future__ import annotations

import re

from uitvoerbaar.findings import Column, Encoding, Figure, Text
from uitvoerbaar.findings.drawing import undrawable
from uitvoerbaar.report.charts import draw
from uitvoerbaar.report.charts.chain import boxes_of
from uitvoerbaar.report.charts.laws import LIT
from uitvoerbaar.report.charts.theme import RULE

ROWS = [
    ("Regeling", "Fietstoeslag", "Polderregister, Dienst", None, 1),
    ("Registratie", "Polderregister", "Dienst", "staat 3 dagen stil", 1),
    ("Houder", "Dienst", "Inlog, Rekencentrum van een leverancier", None, 0),
    ("Voorziening", "Inlog", "Kluis", None, 0),
    ("Voorziening", "Kluis", None, None, 0),
    ("Leverancier", "Rekencentrum van een leverancier", None, "onbekend", 0),
]
KEYS = ("laag", "schakel", "op", "stand", "licht")
FIGURE = Figure(
    "keten-beeld", "keten", Text("De keten", "The chain"), Text("Een keten.", "A chain."), "tekst", None,
    Text("Verzonnen", "Made up"),
    "2026-01-01", "uitvoerbaar chain", chart="chain",
    columns=tuple(Column(key, Text(key, key)) for key in KEYS[:-1]),
    rows=tuple(
        {key: Text(cell, cell) if isinstance(cell, str) else cell for key, cell in zip(KEYS, row, strict=True)}
        for row in ROWS
    ),
    encoding=Encoding(lane="laag", category="schakel", text="op", mark="stand", sign="licht"),
)  # fmt: skip


def words(svg: str) -> str:
    """The words of a drawing in order, without the breaks of lines."""
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)).replace("- ", "")


def test_every_link_stands_in_its_layer_with_what_it_leans_on() -> None:
    lanes, boxes = boxes_of(FIGURE, "nl")
    assert lanes == ["Regeling", "Registratie", "Houder", "Voorziening", "Leverancier"]
    assert [box.lane for box in boxes] == [0, 1, 2, 3, 3, 4]
    assert boxes[0].on == ("Polderregister", "Dienst")
    assert boxes[4].on == ()
    assert [box.lit for box in boxes] == [True, True, False, False, False, False]


def test_on_a_desk_every_link_is_a_box_and_every_tie_a_line() -> None:
    drawing = draw(FIGURE, "nl")
    assert drawing is not None
    wide = drawing.svgs[0]
    assert all(wide.count(f">{name}<") == 1 for name in ("Fietstoeslag", "Polderregister", "Dienst", "Inlog", "Kluis"))
    assert "stil" in words(wide)
    ties = sum(len(on.split(", ")) for _, _, on, _, _ in ROWS if on is not None)
    assert wide.count(f'stroke="{RULE}"') == ties == 6
    assert wide.count(LIT) == 2


def test_on_a_telephone_what_a_link_leans_on_is_told_in_words() -> None:
    drawing = draw(FIGURE, "nl")
    assert drawing is not None
    narrow = words(drawing.svgs[1])
    assert "→ Polderregister, Dienst" in narrow
    assert "→ Kluis" in narrow


def test_no_word_runs_out_of_the_drawing() -> None:
    """A name as long as a box is wide is broken, and the pieces are the whole name."""
    drawing = draw(FIGURE, "nl")
    assert drawing is not None
    assert "Rekencentrum van een leverancier" in words(drawing.svgs[0])


def test_a_chain_without_its_layers_cannot_be_drawn() -> None:
    made = {
        "chart": "chain", "columns": [{"key": "schakel"}], "rows": [{"schakel": "x"}],
        "encoding": {"category": "schakel"},
    }  # fmt: skip
    told = list(undrawable("figures[0]", made))
    assert any("'lane'" in line for line in told)
    assert any("'text'" in line for line in told)
