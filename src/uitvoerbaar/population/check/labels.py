"""What a published figure is about, in the language that is spoken."""

from __future__ import annotations

from uitvoerbaar.base.language import mark, retold, tr

_INCOME = "persoonlijk inkomen 2022 vanaf "
_WORDS = frozenset(
    (
        mark("huishoudens"), mark("personen"), mark("kinderen"), mark("opvang"), mark("werk en uitkering"), mark("wonen"),
        mark("alleenstaand"), mark("paar_zonder_kinderen_gehuwd"), mark("paar_zonder_kinderen_ongehuwd"),
        mark("paar_met_kinderen_gehuwd"), mark("paar_met_kinderen_ongehuwd"), mark("eenoudergezin"), mark("overig"),
        mark("man"), mark("vrouw"), mark("werkzaam_volwassen"), mark("zelfstandig"), mark("arbeidsongeschikt"),
        mark("werkloos"), mark("bijstand"), mark("aio"), mark("koop"), mark("corporatie"), mark("overige_verhuur"),
        mark("geen_eigen_woning"), mark("dag"), mark("bso"),
    )
)  # fmt: skip
"""The words of the totals that a population is weighted on (synthetic/balance.py)."""


def label(subject: str) -> str:
    """The name of a figure: a row of the tables of published figures, or a total that the weights meet."""
    group, colon, name = subject.partition(": ")
    if subject.startswith(_INCOME):
        return tr("persoonlijk inkomen 2022 vanaf {bottom}", bottom=subject.removeprefix(_INCOME))
    if not colon or group not in _WORDS:
        return retold(subject)
    return f"{tr(group)}: {' '.join(tr(word) if word in _WORDS else word for word in name.split(' '))}"
