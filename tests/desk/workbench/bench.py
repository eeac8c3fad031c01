"""What the tests of the workbench share: one article, and panels that are asked until nothing more comes."""

from __future__ import annotations

import time
from urllib.parse import quote

from django.test import Client

DAY, LAW, ARTICLE = "2026-01-01", "wet_op_de_zorgtoeslag", "3"
HERE = f"/werkbank/{LAW}/artikel/{ARTICLE}"
DIAL, PARTNER = (f"3#definitions.vermogensgrens_{who}.value" for who in ("alleenstaand", "partner"))
KNOB = f"knop={quote(DIAL, safe='')}"


def moved(dial: str, typed: str) -> str:
    """A number at a value, as words of an address."""
    return f"d.{quote(dial, safe='')}={quote(typed)}"


def settled(browser: Client, address: str, *, seconds: float = 120) -> str:
    """A panel when nothing more comes."""
    end = time.monotonic() + seconds
    while True:
        answer = browser.get(address)
        assert answer.status_code == 200, answer.content.decode()[:2000]
        text = answer.content.decode()
        if 'aria-busy="true"' not in text:
            return text
        assert time.monotonic() < end, text
        time.sleep(0.1)
