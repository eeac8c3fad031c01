"""Laws, versions, articles and search for programs."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.api import records
from uitvoerbaar.desk.api.rules import only_known
from uitvoerbaar.desk.laws.asked import MOST_WORDS, article_of, law_of
from uitvoerbaar.desk.laws.corpus import graph_on, laws_on, today
from uitvoerbaar.desk.laws.search import MOST, search
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.face.known import KnownLaw
from uitvoerbaar.face.law_graph import ARTICLE, FIELD, Place, Tie

router = Router(tags=["wetten"])
router.add_decorator(only_known, mode="view")
Dag = Annotated[
    str,
    Query(
        "",
        alias="geldigOp",
        pattern=r"^(\d{4}-\d{2}-\d{2})?$",
        description="De dag waarop de wet wordt toegepast (JJJJ-MM-DD); zonder: vandaag.",
    ),
]
Wet = Annotated[str, Path(..., description="Het kenmerk van de wet, zoals wet_op_de_zorgtoeslag.")]
Nummer = Annotated[str, Path(..., description="Het nummer van het artikel, zoals 2 of 1.6 lid 3.")]
_MOST_PAGES = 10_000
_KINDS = {ARTICLE: "artikel", FIELD: "veld"}


@router.get("/wetten", response=records.Wetten, by_alias=True, summary="Alle wetten op een dag", operation_id="wetten")
def laws(request: HttpRequest, geldig_op: Dag) -> records.Wetten:
    """Alle wetten en regelingen, met hun versies en wie ze uitvoert."""
    of = laws_on(geldig_op or today())
    return records.Wetten(geldig_op=of.on, totaal=len(of.known), wetten=[_law(law) for law in of.known])


@router.get("/wetten/{wet}", response=records.Wet, by_alias=True, summary="Een wet op een dag", operation_id="wet")
def law(request: HttpRequest, wet: Wet, geldig_op: Dag) -> records.Wet:
    """Een wet of regeling; 404 als zij er niet is of op die dag niet geldt."""
    of = laws_on(geldig_op or today())
    law_of(of, wet)
    return _law(of.known[wet])


@router.get(
    "/wetten/{wet}/versies",
    response=records.Versies,
    by_alias=True,
    summary="De versies van een wet",
    operation_id="versies",
)
def versions(request: HttpRequest, wet: Wet, geldig_op: Dag) -> records.Versies:
    """Elke versie met de eerste dag waarop zij geldt (leeg: altijd), en welke op de gevraagde dag geldt."""
    of = laws_on(geldig_op or today())
    found = law_of(of, wet)
    made = [records.Versie(geldig_vanaf=each or None, geldig=each == found.version) for each in found.versions]
    return records.Versies(wet=wet, geldig_op=of.on, versies=made)


@router.get(
    "/wetten/{wet}/artikelen",
    response=records.Artikelen,
    by_alias=True,
    summary="De artikelen van een wet",
    operation_id="artikelenVanWet",
)
def articles(request: HttpRequest, wet: Wet, geldig_op: Dag) -> records.Artikelen:
    """De artikelen van de versie die op die dag geldt."""
    of = laws_on(geldig_op or today())
    found = law_of(of, wet).articles
    made = [records.ArtikelKort(wet=wet, nummer=each.number, tekst=each.words) for each in found]
    return records.Artikelen(geldig_op=of.on, totaal=len(made), artikelen=made)


@router.get(
    "/wetten/{wet}/artikelen/{nummer}",
    response=records.Artikel,
    by_alias=True,
    summary="Een artikel op een dag",
    operation_id="artikel",
)
def article(request: HttpRequest, wet: Wet, nummer: Nummer, geldig_op: Dag) -> records.Artikel:
    """Een artikel: tekst, regel in woorden, getallen met bron en verloop, en zijn banden met andere, beide kanten op."""
    of = laws_on(geldig_op or today())
    found, graph, here = article_of(of, wet, nummer), graph_on(of.on), Place(ARTICLE, wet, nummer)
    rules = [
        records.Regel(naam=each.name, uitkomst=each.output, eenheid=each.unit, regels=list(each.lines))
        for each in found.rules
    ]
    numbers = [
        records.Getal(
            naam=each.name,
            waarde=each.value,
            bron=each.source,
            verloop=[records.Waarde(sinds=old.version, waarde=old.value, bron=old.source) for old in each.history],
        )
        for each in found.parameters
    ]
    return records.Artikel(
        wet=wet,
        nummer=nummer,
        versie=found.version,
        tekst=found.words,
        officiele_tekst=found.url,
        beslist_door=found.decided_by,
        regels=rules,
        getallen=numbers,
        leest=[_tie(tie, tie.giver) for tie in graph.takes(here)],
        wordt_gelezen_door=[_tie(tie, tie.taker) for tie in graph.gives(here)],
        niet_gemodelleerd=[str(each) for each in found.not_modelled],
    )


@router.get(
    "/artikelen",
    response=records.Gevonden,
    by_alias=True,
    summary="Zoek artikelen op hun woorden",
    operation_id="artikelen",
)
def found_articles(
    request: HttpRequest,
    geldig_op: Dag,
    zoek: Annotated[
        str, Query(..., min_length=1, max_length=MOST_WORDS, description="Woorden; elk woord moet erin staan.")
    ],
    pagina: Annotated[int, Query(1, ge=1, le=_MOST_PAGES, description="Welke pagina, vanaf 1.")],
) -> records.Gevonden:
    """De artikelen waarin elk woord staat, de beste eerst; hoofdletters, accenten en uitgangen tellen niet.

    Een woord dat in geen artikel staat, telt niet mee en staat in onbekendeWoorden. 404 voor een pagina na de laatste.
    """
    of = laws_on(geldig_op or today())
    found = search(of.on, zoek, pagina)
    last = max(1, -(-found.total // MOST))
    if pagina > last:
        raise Mistake(404, tr("Er zijn hier {last} pagina's.", last=last))
    unknown = [records.OnbekendWoord(woord=word, lijkt_op=near) for word, near in found.instead.items()]
    made = [
        records.ArtikelKort(wet=hit.law, nummer=hit.article, tekst="".join(part.words for part in hit.parts))
        for hit in found.hits
    ]
    return records.Gevonden(
        geldig_op=of.on,
        totaal=found.total,
        artikelen=made,
        pagina=pagina,
        per_pagina=MOST,
        onbekende_woorden=unknown,
    )


def _law(law: KnownLaw) -> records.Wet:
    return records.Wet(
        id=law.id,
        naam=law.name,
        soort=law.layer,
        versie=law.version,
        geldt=bool(law.version) or "" in law.versions,
        versies=list(law.versions),
        uitgevoerd_door=list(law.carried_out_by),
        uitkomsten=list(law.outputs),
        officiele_tekst=law.url,
    )


def _tie(tie: Tie, place: Place) -> records.Band:
    kind = _KINDS.get(place.kind, "betaling")
    return records.Band(soort=kind, wet=place.law, naam=place.name, wat=tie.what, hoe=tr(tie.how))
