"""The list of laws, one law, and what changed in it between two days."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest

from uitvoerbaar.base.language import tr
from uitvoerbaar.base.messages import describe, suggest
from uitvoerbaar.desk.laws.asked import DAY, asked_day, asked_words, law_of, query
from uitvoerbaar.desk.laws.corpus import laws_on
from uitvoerbaar.desk.laws.places import law_address
from uitvoerbaar.desk.laws.search import plain
from uitvoerbaar.desk.mistakes import Mistake
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.face.coverage import status_words
from uitvoerbaar.face.known import KnownLaw
from uitvoerbaar.face.laws import Laws, as_day
from uitvoerbaar.face.layers import layer_words
from uitvoerbaar.face.show import show
from uitvoerbaar.face.versions import LawChanges
from uitvoerbaar.face.words import law_words


def home(request: HttpRequest) -> Page:
    """The first page: what can be looked up here."""
    of = laws_on(asked_day(request))
    counts = {
        "laws": len(of.known),
        "versions": sum(len(law.versions) for law in of.known),
        "articles": len(of.coverage().articles),
    }
    return Page("laws/home.html.j2", tr("Wetten die rekenen"), {"day": of.on, "counts": counts})


def every(request: HttpRequest) -> Page:
    """All laws, or those that the filter leaves: words of the name, kind of rule, who carries it out.

    Raises Mistake (404) for a kind or a provider that no law of the list has.
    """
    of = laws_on(asked_day(request))
    words, layer, by = (asked_words(request, name) for name in ("naam", "soort", "uitvoerder"))
    rows = [row(of, law) for law in of.known]
    layers = {each["layer"] for each in rows}
    providers = {provider for each in rows for provider in each["carried_out_by"]}
    for name, asked, known in (("soort", layer, layers), ("uitvoerder", by, providers)):
        if asked and asked not in known:
            raise _no_such(name, asked, sorted(known))
    chosen = [each for each in rows if _passes(each, words, layer, by)]
    data = {
        "day": of.on,
        "laws": chosen,
        "total": len(rows),
        "filter": {"naam": words, "soort": layer, "uitvoerder": by},
    }
    choices = {
        "status_words": status_words,
        "layers": sorted({(each["layer"], each["layer_words"]) for each in rows}, key=lambda pair: pair[1]),
        "providers": sorted(providers),
    }
    return Page("laws/laws.html.j2", tr("Wetten"), data, choices)


def _no_such(name: str, asked: str, known: list[str]) -> Mistake:
    """A value of a filter that no law has: an empty list would say that there are none of it."""
    hint = suggest(asked, known, cutoff=0.5) or tr("kies uit {known}", known=", ".join(known))
    told = tr("{name}: {asked} is er niet ({hint}).", name=name, asked=describe(asked), hint=hint)
    return Mistake(404, told, [(tr("Naar alle wetten"), "/wetten")])


def row(of: Laws, law: KnownLaw) -> dict[str, Any]:
    """One law of the list."""
    counts = Counter(one.status for one in of.coverage([law.id]).articles)
    return {
        "id": law.id,
        "name": law.name,
        "words": law_words(law.id, law.name),
        "layer": law.layer,
        "layer_words": layer_words(law.layer),
        "version": law.version,
        "in_force": law.in_force,
        "versions": list(law.versions),
        "outputs": list(law.outputs),
        "carried_out_by": list(law.carried_out_by),
        "schemes": dict(law.schemes),
        "not_modelled": len(law.not_modelled),
        "coverage": dict(counts),
        "official": law.url,
        "address": law_address(law.id, of.on if law.in_force else _day_of(law, of.on)),
    }


def _day_of(law: KnownLaw, on: str) -> str:
    """A day on which a law applied that does not on the day asked: the first of its last version before it, else of its first."""
    return max((version for version in law.versions if version <= on), default=law.versions[0])


def _passes(law: dict[str, Any], words: str, layer: str, by: str) -> bool:
    name = plain(f"{law['words']} {law['id']}")
    return (
        all(plain(word) in name for word in words.split())
        and layer in ("", law["layer"])
        and (not by or by in law["carried_out_by"])
    )


def one(request: HttpRequest, law: str) -> Page:
    """A law on a day: its versions, articles, who carries it out and what is not modelled."""
    of = laws_on(asked_day(request))
    found = law_of(of, law)
    status = {one.article: one for one in of.coverage([law]).articles}
    articles = [
        {
            "number": article.number,
            "words": article.words,
            "rules": len(article.rules),
            "outputs": [rule.name for rule in article.rules if rule.output],
            "parameters": len(article.parameters),
            "status": status[article.number].status if article.number in status else "onbekend",
        }
        for article in found.articles
    ]
    counts = Counter(each["status"] for each in articles)
    data = {
        "day": of.on,
        "law": {
            "id": found.id,
            "name": found.name,
            "layer": found.layer,
            "version": found.version,
            "versions": list(found.versions),
            "carried_out_by": list(found.carried_out_by),
            "official": found.url,
            "file": found.file,
            "carried": list(found.carried),
        },
        "articles": articles,
        "coverage": dict(counts),
        "not_modelled": [each.as_json() for each in found.not_modelled],
    }
    earlier = [version for version in found.versions if version < found.version]
    context = {
        "shown": found,
        "layer_words": layer_words(found.layer),
        "status_words": status_words,
        "before": earlier[-1] if earlier else "",
        "gaps": found.not_modelled,
    }
    return Page(
        "laws/law.html.j2", law_words(found.id, found.name), data, context, ((tr("Wetten"), f"/wetten?op={of.on}"),)
    )


def changes(request: HttpRequest, law: str) -> Page:
    """What differs in a law between two days (`?van=` and `?tot=`). Raises Mistake without both days."""
    first, last = (asked_words(request, name) for name in ("van", "tot"))
    if not first or not last:
        raise Mistake(
            400,
            tr("Noem twee dagen: ?van=JJJJ-MM-DD&tot=JJJJ-MM-DD"),
            [(tr("Naar deze wet"), f"/wetten/{law}{query(**{DAY: last or first})}")],
        )
    if as_day(last) < as_day(first):
        raise Mistake(
            400,
            tr("Dag 'tot' ({last}) ligt voor dag 'van' ({first}).", last=last, first=first),
            [(tr("De twee dagen omgekeerd"), f"/wetten/{law}/verschil{query(van=last, tot=first)}")],
        )
    shown = law_of(laws_on(last), law)
    found = show(law, between=(first, last))
    assert isinstance(found, LawChanges)
    title = tr("{law}: wat verandert", law=law_words(shown.id, shown.name))
    crumbs = ((tr("Wetten"), f"/wetten?op={last}"), (law_words(shown.id, shown.name), law_address(law, last)))
    data = {"first": first, "last": last, **asdict(found)}
    return Page("laws/changes.html.j2", title, data, {"shown": found, "law_id": law}, crumbs)
