"""What the API gives: records in Dutch, with names in lower camel case."""

from __future__ import annotations

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

Dag = Annotated[str, Field(json_schema_extra={"format": "date"})]
"""Een dag, JJJJ-MM-DD."""


class Record(Schema):
    """A record whose names are in camel case in JSON."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Wet(Record):
    """Een wet of regeling op een dag."""

    id: str
    naam: str
    soort: str
    versie: str
    geldt: bool
    versies: list[str]
    uitgevoerd_door: list[str]
    uitkomsten: list[str]
    officiele_tekst: str | None


class Wetten(Record):
    """Wetten op een dag."""

    geldig_op: Dag
    totaal: int
    wetten: list[Wet]


class Versie(Record):
    """Een versie van een wet, met de eerste dag waarop zij geldt."""

    geldig_vanaf: Dag | None
    """Leeg: altijd."""
    geldig: bool


class Versies(Record):
    """De versies van een wet, van oud naar nieuw."""

    wet: str
    geldig_op: Dag
    versies: list[Versie]


class ArtikelKort(Record):
    """Een artikel in een lijst."""

    wet: str
    nummer: str
    tekst: str


class Artikelen(Record):
    """Artikelen op een dag."""

    geldig_op: Dag
    totaal: int
    artikelen: list[ArtikelKort]


class OnbekendWoord(Record):
    """Een woord dat in geen artikel staat; het telt niet mee bij het zoeken."""

    woord: str
    lijkt_op: str | None
    """Een woord dat wel in de wetten staat."""


class Gevonden(Artikelen):
    """Een pagina van de artikelen die zijn gevonden, de beste eerst."""

    pagina: int
    per_pagina: int
    onbekende_woorden: list[OnbekendWoord]


class Regel(Record):
    """Een uitkomst of tussenstap in woorden."""

    naam: str
    uitkomst: bool
    eenheid: str | None
    regels: list[str]


class Waarde(Record):
    """De waarde van een getal sinds een versie."""

    sinds: str
    waarde: str
    bron: str


class Getal(Record):
    """Een getal van een artikel, met zijn bron en verloop."""

    naam: str
    waarde: str
    bron: str
    verloop: list[Waarde]


class Band(Record):
    """Een band met een ander artikel, een gegeven uit een register (veld) of een betaling."""

    soort: str
    wet: str
    naam: str
    wat: str
    hoe: str


class Artikel(Record):
    """Een artikel op een dag."""

    wet: str
    nummer: str
    versie: str
    tekst: str
    officiele_tekst: str | None
    beslist_door: str | None
    regels: list[Regel]
    getallen: list[Getal]
    leest: list[Band]
    wordt_gelezen_door: list[Band]
    niet_gemodelleerd: list[str]
