"""The desk as it is served, and visitors with a browser. Without playwright or chromium what needs a browser is left out.

`make journeys` installs what is needed and runs these (UITVOERBAAR_JOURNEYS); in `make test` those with a browser are left out and
said to be, for they take minutes and as long again beside other work. CHROMIUM names another browser than /usr/bin/chromium.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.test_serve import SECONDS, Running, lines_until, started
from tests.whole.journeys.assessed import Assessed, assess
from tests.whole.journeys.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOUSEHOLDS, SEED = 3_000, 1
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
_SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
Visit = Callable[..., Visitor]


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "browser: asks playwright and chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a browser is marked as such, and done when journeys are asked."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            if not os.environ.get("UITVOERBAAR_JOURNEYS"):
                item.add_marker(
                    pytest.mark.skip(reason="a journey in a browser; run with UITVOERBAAR_JOURNEYS=1 (make journeys)")
                )


def compute_pid(folder: Path) -> int:
    """The compute process of a server, as it wrote itself; 0 (which is nobody) when none began."""
    log = folder / "data" / "compute" / "log"
    begun = re.findall(r"begin (\d+)", log.read_text()) if log.is_file() else []
    return int(begun[-1]) if begun else 0


@pytest.fixture(scope="package")
def folk(populations: Callable[[int, int], Path]) -> Path:
    """The people of the server."""
    return populations(HOUSEHOLDS, SEED)


@pytest.fixture(scope="package")
def running(folk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with two workers and its compute process, for all journeys."""
    with serving(tmp_path_factory.mktemp("reizen"), folk) as made:
        yield made


@contextlib.contextmanager
def serving(folder: Path, folk: Path) -> Iterator[Running]:
    """A server that stops with all that it started."""
    process = started(folder, "--port", "0", "--population", str(folk))
    try:
        said = lines_until(process, "Ctrl-C")
        found = re.search(r"(http://127\.0\.0\.1:\d+)/binnen/\S+", said)
        assert found, said
        yield Running(process, found[1], found[0], folder)
    finally:
        compute = compute_pid(folder)
        process.terminate()
        process.wait(timeout=SECONDS)
        if compute:
            with contextlib.suppress(ProcessLookupError):
                os.kill(compute, signal.SIGTERM)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all; each visitor has a window with nothing of another in it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make journeys")
    if not CHROMIUM:
        pytest.skip("chromium was not found: apt-get install chromium, or name it in CHROMIUM")
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=list(_SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, running: Running) -> Iterator[Visit]:
    """Make a visitor: `visit()`, or with what a window of playwright takes. At the end nothing may have gone wrong."""
    made: list[Visitor] = []

    def come(**how: object) -> Visitor:
        window = {"locale": "nl-NL", "viewport": {"width": 1280, "height": 900}, **how}
        made.append(Visitor(chromium.new_context(**window), running.address))  # type: ignore[arg-type]
        return made[-1]

    yield come
    for each in made:
        each.context.close()
    assert [line for each in made for line in each.wrong] == []


@pytest.fixture(scope="package")
def assessed(running: Running) -> Assessed:
    """The report of the change that the journeys make, for who reads one."""
    return assess(running.address)
