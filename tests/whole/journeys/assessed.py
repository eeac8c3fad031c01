"""The address of the workbench that the journeys share, and one assessment that was done over http, for who only reads it."""

from __future__ import annotations

import http.cookiejar
import io
import json
import re
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

DAY, LAW, ARTICLE = "2026-01-01", "wet_op_de_zorgtoeslag", "3"
DIAL = "3#definitions.vermogensgrens_alleenstaand.value"
CHANGED = "100.000"
_SECONDS = 300


def bench(value: str = "", *, after: str = "") -> str:
    """The address of the article with its first number at `value`; `after` goes behind the path."""
    moved = f"&d.{quote(DIAL, safe='')}={value}" if value else ""
    return f"/werkbank/{LAW}/artikel/{ARTICLE}{after}?op={DAY}{moved}"


@dataclass
class Asker:
    """Who asks over http, with cookies of their own."""

    host: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        """A browser without pictures."""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, address: str) -> tuple[str, bytes]:
        """The address where one ends, and what stands there."""
        with self.opener.open(self.host + address, timeout=_SECONDS) as answer:
            return urlsplit(answer.url).path, answer.read()

    def text(self, address: str) -> str:
        """A page."""
        return self.get(address)[1].decode()

    def send(self, address: str, form: str, name: str, data: bytes) -> str:
        """Send a file with the form that stands at `form`; the address where one ends."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.text(form))
        assert token is not None
        edge = "grens-van-de-proef"
        body = io.BytesIO()
        body.write(
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token[1]}\r\n'.encode()
        )
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="voorstel.zip"\r\n\r\n'
        body.write(head.encode() + data + f"\r\n--{edge}--\r\n".encode())
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}", "Referer": self.host + form}
        asked = urllib.request.Request(self.host + address, data=body.getvalue(), headers=kind)
        with self.opener.open(asked, timeout=_SECONDS) as answer:
            return urlsplit(answer.url).path

    def post(self, address: str, form: dict[str, str]) -> str:
        """Send a form; the address where one ends."""
        asked = urllib.request.Request(self.host + address, urlencode(form).encode(), {"Referer": self.host + address})
        with self.opener.open(asked, timeout=_SECONDS) as answer:
            return urlsplit(answer.url).path

    def state(self) -> dict[str, Any]:
        """The cookies as playwright takes them: a browser of the same person."""
        host = urlsplit(self.host).hostname
        made = [
            {"name": each.name, "value": each.value, "domain": host, "path": "/", "expires": -1, "httpOnly": True,
             "secure": False, "sameSite": "Lax"}
            for each in self.jar
        ]  # fmt: skip
        return {"cookies": made, "origins": []}


@dataclass(frozen=True)
class Assessed:
    """An assessment that is ready: its address, the cookies of who asked it, and its report."""

    at: str
    state: dict[str, Any]
    report: bytes


def assess(host: str) -> Assessed:
    """Take the proposal of the workbench along and have it assessed."""
    asker = Asker(host)
    _, data = asker.get(bench(CHANGED, after="/voorstel.zip"))
    at = asker.send("/toetsen/nieuw", "/toetsen", "bestand", data)
    end = time.monotonic() + _SECONDS
    while (now := json.loads(asker.text(f"{at}.json")))["state"] != "klaar":
        assert now["state"] not in ("mislukt", "afgekeurd"), now
        assert time.monotonic() < end, now
        time.sleep(0.3)
    return Assessed(at, asker.state(), asker.get(f"{at}/bestand/report.html")[1])
