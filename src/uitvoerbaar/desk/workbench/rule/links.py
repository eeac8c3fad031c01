"""A rewritten article in an address: what differs from the law, compressed, as long as it fits.

The text of the law serves as the dictionary of the compression, so that a small change is a short word. A link that was made
of another text of the law cannot be read with it, and is told as such.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import RULE_BYTES

LONGEST = 4_000
"""Characters of an address, which every browser and server takes."""


def packed(text: str, law: str) -> str | None:
    """A text as a word of an address, beside the text of the law; None when it is too long for one."""
    squeeze = zlib.compressobj(9, zdict=law.encode())
    found = base64.urlsafe_b64encode(squeeze.compress(text.encode(errors="replace")) + squeeze.flush()).rstrip(b"=")
    return found.decode() if len(found) <= LONGEST else None


def unpacked(word: str, law: str) -> str:
    """The text of such a word. Raises UserError for what is none, or was made of another text of the law."""
    try:
        if len(word) > LONGEST:
            raise ValueError
        data = base64.b64decode(word.encode("ascii") + b"=" * (-len(word) % 4), altchars=b"-_", validate=True)
        grow = zlib.decompressobj(zdict=law.encode())
        text = grow.decompress(data, RULE_BYTES.most + 1)
        if not grow.eof or len(text) > RULE_BYTES.most:
            raise ValueError
        return text.decode()
    except zlib.error:
        told = tr("Deze link is gemaakt van een andere tekst van de wet. Hieronder staat het artikel zoals het nu is.")
        raise UserError(told) from None
    except (ValueError, binascii.Error):
        told = tr("Deze link is niet te lezen; misschien is hij afgekapt. Hieronder staat het artikel zoals het is.")
        raise UserError(told) from None
