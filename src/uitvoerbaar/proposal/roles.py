"""Who answers, as a function: a report is published, so no names and addresses of people stand in it."""

from __future__ import annotations

import re

from uitvoerbaar.base.entries import Entries
from uitvoerbaar.base.language import tr
from uitvoerbaar.proposal.blocks import tell

_PARTICLES = r"(?:van|de|der|den|ter|ten|te|el|la|von|di)"
_INITIALS = re.compile(rf"\b[A-Z]\.\s*(?:[A-Z]\.\s*)*(?:{_PARTICLES} )*[A-Z][a-z]")
_TITLED = re.compile(r"\b(?i:dhr|mw|mevr|mevrouw|meneer|drs|ing|prof|mr|ir|mrs|ms)\b\.?\s+[A-Z]")
_ADDRESS = re.compile(r"\S@\S|\b0\d{1,3}[ -]?\d{6,8}\b|\+31[ -]?\d")
_BY_PARTICLE = re.compile(rf"\b([A-Z]\w+) (?:{_PARTICLES} )+[A-Z]\w+")
_BODIES = re.compile(
    r"ministerie|minister|staatssecretaris|ministry|dienst|raad|hof|universiteit|vereniging|unie|kamer|inspectie|staten|college|"
    r"bank|directie|directeur|directeur-generaal|afdeling|hoofd|secretaris|secretaris-generaal|commissie|autoriteit|gemeente|"
    r"provincie|waterschap|bureau|centrum|stichting|board|department|head|director",
    re.IGNORECASE,
)
"""What the first word is of something that has 'van' in it and is no person."""
_FUNCTION = re.compile(
    r"[a-zë]|(?:[A-Z]{2,4}\b)|(?:Plaatsvervangend|Hoofd|Directeur|Minister|Staatssecretaris|Secretaris|Coördinator|Adviseur|Manager|"
    r"Projectleider|Programma|Voorzitter|Teamleider|Jurist|Controller|Inspecteur|Wethouder|Head|Director|Secretary|"
    r"Coordinator|Adviser|Chair|Lead)"
)
"""How a function begins: in lower case, as an abbreviation (CIO), or with a word that is one."""


def role(e: Entries, key: str) -> str:
    """Who says it, as a function; a name of a person or an address is noted as a problem."""
    word = e.word(key)
    if word and (_is_person(word) or not _FUNCTION.match(word.strip())):
        hint = tr("noem de functie, zoals: coördinator uitvoeringstoetsen Dienst Toeslagen")
        message = tr("'{key}' lijkt een naam ('{word}'); een rapport noemt rollen, geen namen", key=key, word=word)
        tell(e, key, message, hint)
    return word


def _is_person(word: str) -> bool:
    if _TITLED.search(word) or _INITIALS.search(word) or _ADDRESS.search(word):
        return True
    return any(not _BODIES.fullmatch(found[1]) for found in _BY_PARTICLE.finditer(word))


def without_address(e: Entries, key: str, *said: str | None) -> None:
    """Note an e-mail address or a telephone number in a text that a report shows."""
    if any(text and _ADDRESS.search(text) for text in said):
        told = tr("'{key}' heeft een e-mailadres of telefoonnummer; een rapport wordt gepubliceerd", key=key)
        tell(e, key, told, tr("laat het weg, of noem de functie"))
