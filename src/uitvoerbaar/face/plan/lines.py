"""A plan in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from uitvoerbaar.base.language import active, tr, trn


def lines(data: Mapping[str, Any]) -> Iterator[str]:
    """The plan, what moves, what stacks up, what more would buy; or why there is no plan."""
    name, marked = _in(data["portfolio"]["name"]), tr(" (voorbeeld)")
    yield f"{name}{marked if data['portfolio']['example'] and marked not in name else ''}"
    if data["why_not"] is not None:
        yield from _why_not(data["why_not"])
        return
    if data["score"] is None:
        yield tr("Binnen de tijd is geen plan gevonden, en ook niet bewezen dat er geen is.")
        return
    yield _how_good(data)
    done = [m for m in data["measures"] if m["effect"] is not None]
    for measure in sorted(done, key=lambda m: (m["effect_number"], m["id"])):
        yield f"  {measure['effect']}  {_in(measure['name'])} ({measure['id']}, {tr('begint')} {measure['start']})"
    if left := [m for m in data["measures"] if m["effect"] is None]:
        yield tr("Past niet: {names}", names=", ".join(_in(m["name"]) for m in left))
    if data["pushes"] or data["moves"]:
        stays = data["stays"]
        yield tr("Wat verschuift ({kept} van {of} houden hun kwartaal):", kept=stays["kept"], of=stays["of"])
        for move in data["moves"]:
            yield f"  {_in(move['told'])}. {_in(move['cause'])}".rstrip()
    for stack in data["stacks"]:
        names = ", ".join(map(_in, stack["measures"]))
        yield tr(
            "Stapelt: {on}, {n} in het jaar vanaf {start}: {names}",
            on=_in(stack["on"]),
            n=len(stack["measures"]),
            start=stack["from"],
            names=names,
        )
    for row in sorted(data["load"], key=lambda row: -(row["ever"] or 0))[:5]:
        if row["ever"]:
            yield tr(
                "Kans op overbelasting: {name}, {share} procent ergens in het plan",
                name=_in(row["name"]),
                share=round(100 * row["ever"]),
            )
    yield from _missing(data)
    for each in data["more"]:
        what = f"+{each['step']} {_in(each['unit'])}, {_in(each['name'])}"
        moves = "; ".join(map(_in, each["moves"][:3]))
        yield tr(
            "Meer ruimte: {what}: {gain} waarde{moves}",
            what=what,
            gain=each["gain"],
            moves=f" ({moves})" if moves else "",
        )


def _missing(data: Mapping[str, Any]) -> Iterator[str]:
    """What the data on organisations do not have of those of the portfolio, with what that means."""
    rows = data["organisations"]
    known = [row for row in rows if row["known"]]

    def without(key: str, among: Sequence[Mapping[str, Any]]) -> str:
        return ", ".join(_in(row["name"]) for row in among if not row[key])

    if names := without("known", rows):
        yield tr("Niet in de gegevens over organisaties: {names}", names=names)
    if names := without("staff", known):
        yield tr("Personeel niet bekend, dus niet na te gaan of de capaciteit kan: {names}", names=names)
    if names := without("slots", known):
        yield tr("Plaatsen in releases staan alleen in de portefeuille, niet in de gegevens: {names}", names=names)
    if names := without("past", rows):
        yield tr("Geen raming met uitkomst uit het verleden: {names}", names=names)


def _how_good(data: Mapping[str, Any]) -> str:
    placed = trn(sum(m["effect"] is not None for m in data["measures"]), "{n} maatregel", "{n} maatregelen")
    return tr("{placed} ingepland. {sure}", placed=placed, sure=_in(data["sure"]))


def _why_not(why: Mapping[str, Any]) -> Iterator[str]:
    yield tr("Dit kan niet. Bevestigd door: {names}", names=", ".join(why["confirmed"]))
    yield tr("Dit gaat niet samen; zonder een ervan kan de rest wel:")
    for wish in why["wishes"]:
        yield f"  - {_in(wish)}"
    if why["room"]:
        yield tr("Elk hiervan maakt op zichzelf ruimte:")
        for room in why["room"]:
            yield f"  - {_in(room)}"


def _in(text: Mapping[str, str]) -> str:
    return text[active()]
