"""Make the pictures of docs/images again, from reports as they look now.

    python tools/pictures.py out/bevolking                     # assesses what is not in out/pictures yet
    python tools/pictures.py out/bevolking --reports out       # with report.json files that were made before
    python tools/pictures.py out/bevolking --only diff.png     # some of them

Needs the extras report and pdf, and playwright with a Chromium (CHROMIUM names another one). The picture of the workbench is not
among them: it is of a server that runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
from playwright.sync_api import Browser, Page, sync_playwright

from uitvoerbaar.report import write
from uitvoerbaar.report.words import Lang

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SHOWN, RULE, OTHER = "huurtoeslag-2026", "kinderopvangtoeslag-2015", "kinderopvangtoeslag-evenredig-2019"
"""The report of most pictures, that of the README, and the one that the README's is compared with."""
CASE = ROOT / "data" / "personas" / "lotte.yaml"
PAPER_DOTS = 52
"""Dots per inch of sheets that stand beside each other; those of two sheets are a half larger."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A picture of a page: of the first so many pixels of it, or of what `part` selects."""

    report: str
    width: int
    height: int
    lang: Lang = "nl"
    part: str = ""
    dark: bool = False


SCREENS: Mapping[str, Screen] = {
    "report.png": Screen(RULE, 1280, 1700),
    "report-en.png": Screen(SHOWN, 1280, 1500, "en"),
    "report-768.png": Screen(SHOWN, 768, 1500),
    "report-375.png": Screen(SHOWN, 375, 1600),
    "report-375-en.png": Screen(SHOWN, 375, 1600, "en"),
    "report-dark.png": Screen(SHOWN, 1280, 1100, dark=True),
    "report-chapter.png": Screen(SHOWN, 1280, 1400, part="#figure-panel"),
    "report-people.png": Screen(SHOWN, 1280, 1400, part="#test-personas ul.people"),
    "report-households.png": Screen(SHOWN, 1280, 1400, part="#figure-inkomenseffecten-huishoudens"),
    "report-dumbbells.png": Screen(SHOWN, 1280, 1400, part="#figure-voorschotten-aandeel"),
    "report-chapter-375.png": Screen(SHOWN, 375, 1400, part="#figure-panel"),
}
SHEETS: Mapping[str, tuple[Lang, tuple[int, ...]]] = {
    "report-print.png": ("nl", (1, 5, 7)),
    "report-print-en.png": ("en", (1, 5, 7)),
}
"""Of the report on paper: its language and the sheets."""
PARLIAMENT: Mapping[str, Lang] = {"parliament.png": "nl", "parliament-en.png": "en"}
COMPARED: Mapping[str, Screen] = {
    "diff.png": Screen("diff", 1280, 1900),
    "diff-375-en.png": Screen("diff", 375, 1600, "en"),
    "curve.png": Screen("curve", 1280, 1250),
    "curve-375-en.png": Screen("curve", 375, 1250, "en"),
}


def main() -> None:
    """Make the pictures that are asked."""
    asked = argparse.ArgumentParser(description="Make the pictures of docs/images again.")
    asked.add_argument("population", type=Path)
    asked.add_argument("--reports", type=Path, default=ROOT / "out" / "pictures")
    asked.add_argument("--only", nargs="*", default=[])
    given = asked.parse_args()
    wanted = lambda names: [n for n in names if not given.only or n in given.only]  # noqa: E731
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        for name in (SHOWN, RULE, OTHER):
            _report(given.population, given.reports, name, folder)
        screens = wanted([*SCREENS, *COMPARED])
        pages = _pages(folder) if screens else {}
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        for name in screens:
            _screen(browser, pages, {**SCREENS, **COMPARED}[name], IMAGES / name)
        for name in wanted(SHEETS):
            lang, numbers = SHEETS[name]
            drawn = _paper(write.write_pdf, folder / SHOWN, lang, folder, PAPER_DOTS)
            _beside(browser, [drawn[number - 1] for number in numbers], folder, IMAGES / name)
        for name in wanted(PARLIAMENT):
            drawn = _paper(write.write_parliament_pdf, folder / SHOWN, PARLIAMENT[name], folder, PAPER_DOTS * 1.5)
            _beside(browser, drawn, folder, IMAGES / name)
        browser.close()


def _report(population: Path, reports: Path, name: str, folder: Path) -> None:
    """A copy of a report whose commands name the folders of the README, and not those of this machine; what was not assessed
    yet is."""
    file = reports / name / "report.json"
    if not file.exists():
        _run("assess", name, "--population", str(population), "--prove", "0", "--out", str(reports / name))
    told = file.read_text(encoding="utf-8").replace(str(reports), "out").replace(str(population), "out/bevolking")
    (folder / name).mkdir()
    (folder / name / "report.json").write_text(told, encoding="utf-8")


def _pages(folder: Path) -> dict[str, Path]:
    """The pages to take pictures of, by name."""
    pages = {}
    for name in (SHOWN, RULE, OTHER):
        pages[name] = folder / f"{name}.html"
        _run("report", str(folder / name / "report.json"), "--out", str(pages[name]))
    pages["diff"] = folder / "diff.html"
    _run("diff", str(folder / OTHER), str(folder / RULE), "--out", str(pages["diff"]))
    along = ("--on", "2026-01-01", "--along", "huur", "--case", str(CASE), "--proposal", SHOWN)
    _run("curve", *along, "--out", str(folder))
    pages["curve"] = folder / "lijn-huur.html"
    return pages


def _run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "uitvoerbaar", *words], check=True, stdout=subprocess.DEVNULL)


def _screen(browser: Browser, pages: Mapping[str, Path], of: Screen, path: Path) -> None:
    page = browser.new_page(
        viewport={"width": of.width, "height": of.height}, color_scheme="dark" if of.dark else "light"
    )
    page.goto(f"{pages[of.report].as_uri()}#{of.lang}")
    if of.part:
        page.locator(of.part).first.screenshot(path=path)
    else:
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=path)
    page.close()


def _paper(writes: Callable[..., None], report: Path, lang: Lang, folder: Path, dots: float) -> list[bytes]:
    """The sheets of a report on paper, as pictures: what the PDF was made of, drawn."""
    last: dict[str, Any] = {}
    compiled: Any = typst.compile

    def heard(files: Any, **options: Any) -> Any:
        last.update(files=files, options=options)
        return compiled(files, **options)

    typst.compile = heard
    try:
        writes(write.read_report(report / "report.json"), folder / "paper.pdf", lang)
    finally:
        typst.compile = compiled
    options = {name: value for name, value in last["options"].items() if name not in ("pdf_standards", "timestamp")}
    drawn = compiled(last["files"], **{**options, "format": "png", "ppi": dots})
    return drawn if isinstance(drawn, list) else [drawn]


def _beside(browser: Browser, sheets: list[bytes], folder: Path, path: Path) -> None:
    """Sheets of paper beside each other on a grey ground."""
    names = []
    for number, sheet in enumerate(sheets):
        (folder / f"sheet-{number}.png").write_bytes(sheet)
        names.append(f'<img src="sheet-{number}.png">')
    ground = folder / "sheets.html"
    style = "margin:0;padding:12px;background:#c9d0d5;display:inline-flex;gap:12px"
    ground.write_text(f'<body style="margin:0"><div style="{style}">{"".join(names)}</div>', encoding="utf-8")
    page: Page = browser.new_page(viewport={"width": 2400, "height": 1400})
    page.goto(ground.as_uri())
    page.locator("div").screenshot(path=path)
    page.close()


if __name__ == "__main__":
    if shutil.which("chromium") and "CHROMIUM" not in os.environ:
        os.environ["CHROMIUM"] = str(shutil.which("chromium"))
    main()
