"""The pages of assessments: asked, followed, read, taken along and removed, each visitor their own; hostile files are told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.desk.assessments.test_unpack import HOSTILE, zipped
from tests.desk.html import Page
from tests.lang.words import leaks
from tests.places import DATA
from uitvoerbaar.base.language import LANGUAGES
from uitvoerbaar.base.text import Text
from uitvoerbaar.desk.assessments import running
from uitvoerbaar.desk.assessments.views import POLICY
from uitvoerbaar.desk.compute.states import DONE, FAILED, RUNS, State
from uitvoerbaar.desk.configuration import data_folder
from uitvoerbaar.desk.middleware import security

SHIPPED = "alles-of-niets-2026"
FOLDER = DATA / "proposals" / SHIPPED
REPORT = "<!doctype html><title>R</title><script>top.location='//x'</script><p>het rapport"
STEP = {"kind": "stap", "name": {"nl": "toets: begroting", "en": "test: budget"}, "at": 3, "of": 18}
Answer = tuple[str, list[dict[str, Any]]]


@dataclass
class Process:
    """A compute process that answers what a test says, and writes a report where it is done."""

    name: str = RUNS
    parts: list[dict[str, Any]] = field(default_factory=lambda: [STEP])
    message: Any = None
    asked: list[tuple[str, Mapping[str, Any], str, int]] = field(default_factory=list)

    def ask(self, kind: str, arguments: Mapping[str, Any], who: str, number: int, **_: Any) -> State:
        """What there is, as `Compute.ask` gives it."""
        self.asked.append((kind, arguments, who, number))
        if self.name == DONE and not any(part.get("errors") for part in self.parts):
            folder = Path(arguments["out"]) / arguments["lang"]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "report.html").write_text(REPORT)
            (folder / "report.json").write_text("{}")
        return State(name=self.name, ticket="t", who=who, number=number, parts=tuple(self.parts), message=self.message)


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Process]:
    """A process, a population and a data folder of the test alone."""
    made = Process()
    people = tmp_path / "bevolking"
    people.mkdir()
    (people / "manifest.json").write_text("{}")
    monkeypatch.setenv("UITVOERBAAR_POPULATION", str(people))
    monkeypatch.setenv("UITVOERBAAR_DESK", str(tmp_path / "desk"))
    monkeypatch.setattr(running, "compute", lambda: made)
    yield made
    shutil.rmtree(tmp_path / "desk", ignore_errors=True)


def proposal_zip(**changed: bytes) -> bytes:
    """The shipped proposal as a zip; `changed` by the first word of a file's name."""
    files = sorted(path for path in FOLDER.rglob("*.yaml"))
    return zipped(*((f"mijn/{p.relative_to(FOLDER)}", changed.get(p.stem, p.read_bytes())) for p in files))


def send(browser: Client, data: bytes, name: str = "mijn.zip") -> Any:
    """Send a file as the form does."""
    return browser.post("/toetsen/nieuw", {"bestand": SimpleUploadedFile(name, data)})


def begun(browser: Client) -> str:
    """The address of an assessment of a shipped proposal."""
    answer = browser.post("/toetsen/nieuw", {"voornemen": SHIPPED})
    assert answer.status_code == 303
    return str(answer.headers["Location"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [RUNS, DONE, FAILED])
def test_every_page_is_whole_in_both_languages(browser: Client, process: Process, name: str, lang: str) -> None:
    process.name = name
    browser.cookies["taal"] = lang
    for address in ("/toetsen", begun(browser), "/toetsen"):
        answer = browser.get(address)
        found = Page(answer.content.decode())
        assert answer.status_code == 200
        assert found.wrong == []
        assert leaks("\n".join(found.words), lang) == []
        assert answer.headers["Content-Security-Policy"] == security.POLICY


def test_every_shipped_proposal_is_on_the_list(browser: Client, process: Process) -> None:
    data = json.loads(browser.get("/toetsen.json").content)
    assert {each["id"] for each in data["proposals"]} == {
        path.parent.name for path in DATA.glob("proposals/*/proposal.yaml")
    }
    assert all(each["title"] and each["summary"] for each in data["proposals"])


def test_an_assessment_is_followed_step_by_step(browser: Client, process: Process) -> None:
    at = begun(browser)
    text = browser.get(f"{at}/stand").content.decode()
    assert "Stap 4 van 18: toets: begroting." in text
    assert 'hx-get="' in text
    kind, arguments, _, _ = process.asked[-1]
    assert kind == "assess"
    assert arguments["proposal"] == arguments["called"] == SHIPPED
    process.name = DONE
    done = browser.get(f"{at}/stand")
    assert done.headers["HX-Refresh"] == "true"
    assert 'hx-get="' not in done.content.decode()
    asked = len(process.asked)
    browser.get(at)
    assert len(process.asked) == asked  # what is there is not asked again


def test_a_report_runs_nothing_and_asks_for_nothing(browser: Client, process: Process) -> None:
    process.name = DONE
    at = begun(browser)
    page = browser.get(at).content.decode()
    assert f'<iframe class="report" sandbox src="{at}/rapport#nl"' in page
    assert f'href="{at}/rapport#nl"' in page
    assert f'src="{at}/rapport#en"' in browser.get(f"{at}?taal=en", follow=True).content.decode()
    answer = browser.get(f"{at}/rapport")
    assert answer.content.decode() == REPORT
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "sandbox" in POLICY.split("; ")
    assert "script" not in POLICY
    assert "allow" not in POLICY
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    for file in ("report.html", "report.json"):
        taken = browser.get(f"{at}/bestand/{file}")
        assert taken.headers["Content-Disposition"] == f'attachment; filename="{file}"'
        assert taken.headers["Content-Security-Policy"] == POLICY
    for file in ("report.pdf", "proposal.zip", "about.json", "..%2fabout.json", "report.html.json"):
        assert browser.get(f"{at}/bestand/{file}").status_code == 404


def test_a_proposal_that_is_sent_in_is_checked_and_assessed(browser: Client, process: Process) -> None:
    answer = send(browser, proposal_zip())
    assert answer.status_code == 303, answer.content.decode()
    at = answer.headers["Location"]
    browser.get(at)
    _, arguments, _, _ = process.asked[-1]
    assert arguments["check"] is True
    assert arguments["called"] == SHIPPED
    sent = Path(arguments["proposal"])
    assert (sent / "proposal.yaml").read_bytes() == (FOLDER / "proposal.yaml").read_bytes()
    taken = browser.get(f"{at}/bestand/proposal.zip")
    assert send(browser, taken.content).status_code == 303


def test_what_the_check_finds_is_told_line_by_line_and_stays(browser: Client, process: Process) -> None:
    words = {"nl": "dit klopt niet <b>", "en": "this is wrong"}
    row = {"file": "laws/x.yaml", "line": 7, "article": None, "level": "error", "message": words, "hint": words}
    process.name, process.parts = (
        DONE,
        [{"kind": "controle", "errors": 1, "warnings": 0, "files": 1, "problems": [row]}],
    )
    at = send(browser, proposal_zip()).headers["Location"]
    for _ in range(2):
        text = browser.get(at).content.decode()
        assert "laws/x.yaml" in text
        assert "dit klopt niet &lt;b&gt;" in text
        assert "<iframe" not in text
    assert len(process.asked) == 1


def test_what_failed_says_why_and_can_be_tried_again(browser: Client, process: Process) -> None:
    process.name, process.message = FAILED, Text("de schijf is vol", "the disk is full")
    at = begun(browser)
    assert "de schijf is vol" in browser.get(at).content.decode()
    first = process.asked[-1]
    assert browser.post(f"{at}/opnieuw").status_code == 302
    process.name = RUNS
    assert "Stap 4" in browser.get(at).content.decode()
    assert process.asked[-1][2] != first[2]


def test_an_assessment_is_of_one_visitor_and_goes_when_asked(browser: Client, process: Process, tmp_path: Path) -> None:
    at = begun(browser)
    other = Client(SERVER_NAME="127.0.0.1")
    begun(other)
    for address in (at, f"{at}/rapport", f"{at}/stand", f"{at}/bestand/report.json", f"{at}.json"):
        assert other.get(address).status_code == 404
    assert other.post(f"{at}/weg").status_code == 404
    assert at not in other.get("/toetsen").content.decode()
    assert browser.get(f"{at}/weg").status_code == 405
    assert browser.post(f"{at}/weg").status_code == 302
    assert process.asked[-1][0] == "ping"  # a newer question of the same asker: what runs for it ends
    assert browser.get(at).status_code == 404
    assert not list((tmp_path / "desk").rglob(at.rpartition("/")[2]))


def test_a_visitor_keeps_only_so_many(browser: Client, process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UITVOERBAAR_MAX_ASSESSMENTS_EACH", "2")
    begun(browser)
    browser.post("/toetsen/nieuw", {"voornemen": "huurtoeslag-2026"})
    answer = browser.post("/toetsen/nieuw", {"voornemen": "kindgebonden-budget-2028"})
    assert answer.status_code == 400
    assert "haal er eerst een weg" in answer.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_on_the_page_and_leaves_nothing(
    browser: Client, process: Process, name: str, lang: str, tmp_path: Path
) -> None:
    browser.cookies["taal"] = lang
    answer = send(browser, HOSTILE[name](), '"><script>alert(1)</script>.zip')
    text = answer.content.decode()
    found = Page(text)
    assert answer.status_code in (400, 413)
    assert found.wrong == []
    assert "alert(1)" not in text
    assert leaks("\n".join(found.words), lang) == []
    assert [path for path in (tmp_path / "desk").rglob("*") if path.is_file()] == []
    assert process.asked == []


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"id: x",
        b"[1, 2",
        b"a: &a [*a, *a]",
        b"\xff\xfe\x00",
        b"a: " + b"[" * 5_000,
        b"id: ../../x\ntitel: <script>alert(1)</script>\n",
        b"!!python/object/apply:os.system ['touch /tmp/x']",
        b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
        b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
        b"id: " + b"9" * 100_000,
        b"id: .nan\ntitel: .inf\nsoort: -.inf\n",
        b"id: x\ningangsdatum: 99999-99-99\n",
        b"id: 'x\x00y'\n",
        b"? {a: b}\n: x\n",
        b"id: x\nid: y\n",
    ],
)
def test_a_zip_with_a_hostile_proposal_is_refused_with_the_line(
    browser: Client, process: Process, text: bytes, tmp_path: Path
) -> None:
    answer = send(browser, proposal_zip(proposal=text))
    told = answer.content.decode()
    assert answer.status_code == 400
    assert Page(told).wrong == []
    assert "proposal.yaml" in told
    assert str(tmp_path) not in told
    assert [path for path in (tmp_path / "desk").rglob("*") if path.is_file()] == []


def test_markup_in_a_title_is_shown_as_it_is(browser: Client, process: Process) -> None:
    evil = (
        (FOLDER / "proposal.yaml").read_text().replace("titel:\n  nl: ", "titel:\n  nl: <img src=x onerror=alert(1)> ")
    )
    assert "onerror" in evil
    at = send(browser, proposal_zip(proposal=evil.encode())).headers["Location"]
    for address in (at, "/toetsen"):
        text = browser.get(address).content.decode()
        assert "&lt;img src=x onerror=alert(1)&gt;" in text
        assert Page(text).wrong == []


def test_a_body_that_is_too_large_is_not_read_into_memory(browser: Client, process: Process) -> None:
    answer = browser.generic("POST", "/toetsen/nieuw", bytes(6_000_000), "multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "te groot" in answer.content.decode()


def test_without_a_population_that_is_said(browser: Client, process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UITVOERBAAR_POPULATION")
    assert "--population" in browser.get("/toetsen").content.decode()
    assert browser.post("/toetsen/nieuw", {"voornemen": SHIPPED}).status_code == 404


def test_a_form_from_elsewhere_is_refused(process: Process) -> None:
    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    assert strict.post("/toetsen/nieuw", {"voornemen": SHIPPED}).status_code == 403


def test_a_button_that_is_pressed_twice_asks_for_one_assessment(process: Process, browser: Client) -> None:
    first = begun(browser)
    assert begun(browser) == first
    assert browser.post(f"{first}/opnieuw").status_code == 302  # pressed in a tab that is behind: it is not begun anew
    browser.get(first)
    (about,) = process_folder(first.rpartition("/")[2])
    assert "tries" not in json.loads(about.read_text())
    file = proposal_zip()
    sent = [send(browser, file).headers["Location"] for _ in range(2)]
    assert sent[0] == sent[1] != first
    process.name = DONE
    browser.get(first)
    assert begun(browser) != first  # with its report there: another one


def test_the_time_of_an_assessment_is_that_of_the_clock_here(process: Process, browser: Client) -> None:
    """Kept in UTC: shown so, what was asked after midnight would stand on the day before."""
    name = begun(browser).rpartition("/")[2]
    (about,) = process_folder(name)
    kept = json.loads(about.read_text())
    about.write_text(json.dumps({**kept, "made": "2026-07-01T22:30:00.000001+00:00"}))
    (own,) = browser.get("/toetsen.json").json()["own"]
    assert own["made"] == "2026-07-02 00:30"


def process_folder(name: str) -> list[Path]:
    """What is kept of an assessment with this name."""
    return list(data_folder().glob(f"toetsen/*/{name}/about.json"))
