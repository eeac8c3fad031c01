"""A visitor in a real browser: what they press, and everything that a page does which it may not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

_STOPS = 400
"""Presses of Tab before something counts as out of reach."""
_AT = "here => here === document.activeElement"
_SETTLED = '[aria-busy="false"]:not(.old)'
_PATIENCE, LONG = 120_000, 400_000
"""Milliseconds that a figure and an assessment may take on a machine that is busy with other tests."""


@dataclass
class Visitor:
    """One person with a browser of their own. `wrong` gathers what may never happen; `told` are statuses that a test expects."""

    context: BrowserContext
    host: str
    wrong: list[str] = field(default_factory=list)
    told: set[int] = field(default_factory=set)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        """Watch every page of this browser, also those that a link opens."""
        self.context.set_default_timeout(_PATIENCE)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.wrong.append(f"script: {error.error}"))
        self.context.on("request", self._request)
        self.page = self.context.new_page()

    def _console(self, message: ConsoleMessage) -> None:
        """A message of the console that is an error or a warning; a broken policy is one of them."""
        expected = any(f"status of {status} " in message.text for status in self.told)
        # The desk shows a report in a sandbox that runs nothing; chromium says so of the script of the report itself.
        expected |= message.text.startswith("Blocked script execution") and "/rapport" in message.text
        if message.type in ("error", "warning") and not expected:
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:", "file:")):
            return
        if urlsplit(request.url).netloc != urlsplit(self.host).netloc:
            self.wrong.append(f"asks {request.url}")

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(self.host + address if address.startswith("/") else address)

    def find(self, selector: str, **having: Any) -> Locator:
        """The one thing on the page that is meant."""
        return self.page.locator(selector, **having)

    def reach(self, there: Locator) -> None:
        """Come to a control with Tab alone, backwards where that is nearer; who has no mouse can come nowhere else."""
        there.wait_for(state="visible")
        back = bool(there.evaluate("e => !!(document.activeElement.compareDocumentPosition(e) & 2)"))
        key = "Shift+Tab" if back else "Tab"
        for _ in range(_STOPS):
            if there.evaluate(_AT):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"the keyboard does not come to {there}")

    def press(self, there: Locator, key: str = "Enter") -> None:
        """Press a link or button with the keyboard."""
        self.reach(there)
        self.page.keyboard.press(key)

    def type(self, there: Locator, words: str) -> None:
        """Type in a field, over what stood there."""
        self.reach(there)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def choose(self, there: Locator, value: str) -> None:
        """Choose from a list that the keyboard can reach."""
        self.reach(there)
        there.select_option(value)

    def go(self, words: str) -> None:
        """Choose a place in the main menu."""
        self.press(self.find("nav.main a", has_text=words))
        self.find("nav.main a[aria-current]", has_text=words).wait_for()

    def figures(self) -> Locator:
        """The panel of figures when it is that of the newest movement and nothing more comes."""
        return self.settled("#cijfers")

    def settled(self, selector: str) -> Locator:
        """A panel when it is that of the newest movement and nothing more comes."""
        found = self.find(selector + _SETTLED)
        found.wait_for()
        return found

    def twin(self) -> Any:
        """The data of the page that is open: the same address, with .json behind its path."""
        path = urlsplit(self.page.url)
        answer = self.context.request.get(f"{self.host}{path.path}.json?{path.query}")
        assert answer.ok, answer.text()
        return answer.json()
