"""What docs/scaling.md shows is what the command takes."""

from __future__ import annotations

import re

from tests.places import ROOT
from uitvoerbaar.commands.sweep import command
from uitvoerbaar.face.sweep.asked import place_of
from uitvoerbaar.face.sweep.run import Varied

TEXT = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")


def test_every_option_that_is_shown_exists() -> None:
    known = {option for parameter in command.params for option in parameter.opts}
    shown = {option for line in re.findall(r"`(--[a-z-]+)", TEXT) for option in [line]}
    assert shown <= known
    assert len(shown) > 5


def test_the_numbers_that_are_shown_are_dials_of_that_article() -> None:
    place = place_of("huurtoeslag-2026", "wet_op_de_huurtoeslag", ["13"], None)
    for vary in re.findall(r"--vary ([\w=:.,]+)", TEXT):
        assert len(Varied((vary,)).plan(place).variants) == int(vary.rsplit(":", 1)[1])
