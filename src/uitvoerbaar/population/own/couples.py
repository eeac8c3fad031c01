"""What a couple of own data has together, whoever of both the file gives it to: an application and a lease.

A law is asked of the head; net income looks at both (besteedbaar_inkomen, articles 1 to 4), and a case too takes what one
of a couple applied for as applied for by both. So an application that only the partner made would count in the one and not
in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from uitvoerbaar.base.language import tr
from uitvoerbaar.law.registers import PERSON, Catalogue
from uitvoerbaar.population.columns import ROLES
from uitvoerbaar.population.schemes import shipped_schemes

_PARTNER = ROLES.index("partner")
_HOME, _LEASE = "Wonen", "is_huurder"


def joint(persons: dict[str, Any], role: Any, catalogue: Catalogue) -> Iterator[str]:
    """Change the columns of persons, in which a partner stands behind the head, so that a couple shares what is of both.

    Gives what was read so, in words.
    """
    partner = np.flatnonzero(role == _PARTNER)
    head = partner - 1
    for name in sorted({scheme.applied for scheme in shipped_schemes().values() if scheme.applied in persons}):
        asked = np.asarray(persons[name]).copy()
        either = np.maximum(asked[head], asked[partner])
        if (asked[head] != asked[partner]).any():
            yield tr("'{name}': wie van een paar heeft aangevraagd, deed dat voor beiden", name=name)
        asked[head] = asked[partner] = either
        persons[name] = asked
    if _LEASE not in persons:
        return
    lease = np.asarray(persons[_LEASE]).astype(bool)
    theirs = partner[~lease[head] & lease[partner]]
    if len(theirs):
        yield tr("het huurcontract van een van een paar geldt voor beiden")
    for field in catalogue:
        if field.table == PERSON and field.register == _HOME and field.name in persons:
            column = np.asarray(persons[field.name]).copy()
            column[theirs - 1] = column[theirs]
            persons[field.name] = column
