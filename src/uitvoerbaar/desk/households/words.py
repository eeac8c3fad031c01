"""The questions in plain words. A field that is not here is asked by the words of its register."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.face.questions import Question

_TITLES: Mapping[str, str] = {
    "geboortedatum": mark("Geboortedatum"),
    "is_gehuwd": mark("Getrouwd of geregistreerd partner"),
    "is_kind": mark("Is een kind van u of van uw partner"),
    "partner_is_huisgenoot": mark("Woont hier samen met een partner"),
    "is_huurder": mark("Huurt de woning en staat in het huurcontract"),
    "kale_huur": mark("Kale huur per maand"),
    "servicekosten": mark("Servicekosten per maand"),
    "woning_aangepast": mark("De woning is aangepast voor een handicap"),
    "loon_uit_dienstbetrekking": mark("Brutoloon per jaar"),
    "uitkeringen_en_pensioenen": mark("Uitkering of pensioen per jaar"),
    "winst_uit_onderneming": mark("Winst uit een eigen bedrijf"),
    "onbelaste_winst": mark("Deel van de winst dat niet belast is"),
    "inkomen_box2": mark("Inkomen uit een eigen bv (box 2)"),
    "eigenwoningwaarde": mark("WOZ-waarde van de eigen woning"),
    "hypotheekrente": mark("Hypotheekrente per jaar"),
    "spaargeld": mark("Spaargeld"),
    "beleggingen": mark("Beleggingen"),
    "onroerend_goed": mark("Tweede huis of ander vastgoed"),
    "schulden": mark("Schulden"),
    "inkomen_uit_vermogen": mark("Rente, dividend en huur per jaar"),
    "uren_per_week": mark("Uren werk per week"),
    "is_student": mark("Volgt een voltijdopleiding"),
    "studiebeurs": mark("Studiebeurs per jaar, zonder lening"),
    "ontvangt_bijstand": mark("Krijgt bijstand"),
    "aow_opbouwjaren": mark("Jaren opgebouwd voor de AOW"),
    "opvangsoort": mark("Soort kinderopvang"),
    "opvanguren_per_maand": mark("Uren opvang per maand"),
    "uurtarief": mark("Prijs van een uur opvang"),
    "opvangkosten_betaald": mark("Betaald voor opvang per jaar"),
    "heeft_zorgverzekering": mark("Heeft een zorgverzekering"),
    "betaalde_zorgpremie": mark("Zorgpremie per jaar"),
    "aanvraag_zorgtoeslag": mark("Vraagt zorgtoeslag aan"),
    "aanvraag_huurtoeslag": mark("Vraagt huurtoeslag aan"),
    "aanvraag_kindgebonden_budget": mark("Vraagt kindgebonden budget aan"),
    "aanvraag_kinderopvangtoeslag": mark("Vraagt kinderopvangtoeslag aan"),
}


def asked(question: Question) -> str:
    """A question as it stands above its field."""
    found = _TITLES.get(question.name)
    return tr(found) if found else question.title
