"""The shipped validations of the population, and section 4 of docs/validation.md made from them.

    python tools/validation.py keep out/all out/100k   # lay populations beside the published figures; data/population/validatie
    python tools/validation.py seeds 1 2 3              # the same for 100,000 households of each seed: the spread
    python tools/validation.py page                     # write the tables of section 4 from what is kept
    python tools/validation.py check                    # 1 when the page differs from what is kept

`keep` takes some minutes for the whole country. A page is never edited between its marks: run `page`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "validation.md"
BEGIN, END = "<!-- made by tools/validation.py page -->", "<!-- end of what tools/validation.py makes -->"
SEEDS, HOUSEHOLDS, YEAR = "zaden.json", 100_000, 2026
TITLES = {
    "geijkt": "**Calibrated** to these totals ({n}): households by type, persons by age and province, work, benefits, tenure, "
    "income classes, childcare. All within 0.1 percent; the command fails otherwise.",
    "invoer": "**Input**: the population was made of these, or they follow from what it was made of, so they prove nothing.",
    "afgesteld": "**Tuned by hand** to these, so they prove little.",
    "niet_gebruikt": "**Never used**, the honest measure: the population itself.",
    "wetten": "**Never used, with the laws**: the shipped laws run over the population. '(gerekend 2019)' means that the law and "
    "money of that year were used because the published year has no law here. A star: long ago, or the law of another year.",
}
NAMES = {
    ("geijkt", "alle"): "Calibrated",
    ("invoer", "alle"): "Input",
    ("afgesteld", "alle"): "Tuned",
    ("niet_gebruikt", "alle"): "**Never used**",
    ("niet_gebruikt", "bevolking"): "– the population itself",
    ("niet_gebruikt", "wetten"): "– with the laws run",
    ("niet_gebruikt", "ver_in_de_tijd"): "– of long ago, or with the law of another year",
}


def kept() -> Path:
    """Where what is shipped stands."""
    from uitvoerbaar.population.check.shipped import folder

    return folder()


def validated(folder: Path) -> dict[str, Any]:
    """A population laid beside the published figures, as it is shipped."""
    from uitvoerbaar.face.population import validate_population
    from uitvoerbaar.population.check.shipped import as_data
    from uitvoerbaar.population.check.validate import records
    from uitvoerbaar.population.manifest import read_manifest

    made = validate_population(folder)
    rows, lines = list(made.rows), [line.as_data() for line in made.summary]
    places = [line.as_data() for line in made.municipalities]
    return as_data(read_manifest(folder), lines, places, records(rows))


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write JSON with one line per figure, so that a change shows which."""
    lists = {name: value for name, value in data.items() if isinstance(value, list)}
    head = {name: value for name, value in data.items() if name not in lists}
    text = json.dumps(head, indent=1, ensure_ascii=False)[:-2]
    for name, rows in lists.items():
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        text += f',\n "{name}": [\n{lines}\n ]'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n}\n", encoding="utf-8")


def keep(folders: Sequence[str]) -> None:
    """Validate populations and keep what came out, by their size."""
    for folder in folders:
        data = validated(Path(folder))
        write(kept() / f"bevolking-{data['bevolking']['huishoudens']}.json", data)


def keep_seeds(seeds: Sequence[str]) -> None:
    """The smallest and largest deviation of each figure over populations of several seeds."""
    from uitvoerbaar.face.population import make_files

    found: dict[str, list[float]] = {}
    for seed in map(int, seeds):
        with tempfile.TemporaryDirectory() as folder:
            make_files(Path(folder) / "b", HOUSEHOLDS, seed, YEAR, quiet=True)
            for row in validated(Path(folder) / "b")["cijfers"]:
                if row["id"]:
                    found.setdefault(row["id"], []).append(row["verschil"])
    rows = [{"id": name, "laagste": min(values), "hoogste": max(values)} for name, values in found.items()]
    write(
        kept() / SEEDS,
        {"huishoudens": HOUSEHOLDS, "jaar": YEAR, "zaden": [int(seed) for seed in seeds], "cijfers": rows},
    )


def _number(value: float) -> str:
    return f"{value:,.{0 if abs(value) >= 1000 else 3 if abs(value) < 10 else 1}f}"


def _percent(part: float) -> str:
    return f"{part:+.1%}"


def _table(rows: Sequence[Mapping[str, Any]], seeds: Mapping[str, Mapping[str, float]], *, used: bool) -> list[str]:
    head = [
        "Figure",
        "Unit",
        "Year",
        "Published",
        "Population",
        "Difference",
        "Seeds",
        *(["Used in"] if used else []),
        "",
    ]
    lines = [f"| {' | '.join(head)} |", f"|---|---|---|--:|--:|--:|--:|{'---|' if used else ''}---|"]
    for row in rows:
        spread = seeds.get(row["id"])
        told = f"{_percent(spread['laagste'])} to {_percent(spread['hoogste'])}" if spread else ""
        cells = [
            row["onderwerp"] + (" *" if row["ver_in_de_tijd"] else ""),
            row["eenheid"],
            str(row["jaar"]),
            _number(row["gepubliceerd"]),
            _number(row["bevolking"]),
            _percent(row["verschil"]),
            told,
            *([row["gebruikt_in"]] if used else []),
            row["zekerheid"],
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _summary(data: Mapping[str, Any]) -> list[str]:
    lines = ["| | Figures | Within 5 % | Within 10 % | Within 25 % |", "|---|--:|--:|--:|--:|"]
    for line in data["samenvatting"]:
        counts = [line["cijfers"], *(line[f"binnen_{percent}_procent"] for percent in (5, 10, 25))]
        shares = [f"{count} ({count / counts[0]:.0%})" for count in counts[1:]]
        lines.append(f"| {NAMES[line['soort'], line['deel']]} | {counts[0]} | {' | '.join(shares)} |")
    return lines


def _municipalities(data: Mapping[str, Any]) -> list[str]:
    lines = ["| By municipality, never used | Municipalities | Median error | 90th percentile | Within 5 / 10 / 25 % |"]
    lines.append("|---|--:|--:|--:|--:|")
    for line in data["gemeenten"]:
        near = " / ".join(str(line[f"binnen_{percent}_procent"]) for percent in (5, 10, 25))
        off = f"{line['mediaan_afwijking']:.1%} | {line['p90_afwijking']:.1%}"
        lines.append(f"| {line['onderwerp']} | {line['gemeenten']} | {off} | {near} |")
    return lines


def made() -> str:
    """Section 4 between its marks, from what is kept: of the largest population that is."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in kept().glob("bevolking-*.json")]
    if not found:
        return ""
    data = max(found, key=lambda one: one["bevolking"]["huishoudens"])
    path = kept() / SEEDS
    spread = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"cijfers": [], "zaden": []}
    seeds = {row["id"]: row for row in spread["cijfers"]}
    of = data["bevolking"]
    lines = [
        f"{of['huishoudens']:,} households, seed {of['seed']}, made for {of['jaar']}; {len(data['cijfers'])} figures."
    ]
    if seeds:
        named = ", ".join(map(str, spread["zaden"]))
        lines[0] += (
            f' "Seeds": the lowest and highest difference over {spread["huishoudens"]:,} households of seeds {named}.'
        )
    lines += ["", *_summary(data), "", *_municipalities(data), ""]
    rows = data["cijfers"]
    parts = {
        **{kind: [row for row in rows if row["soort"] == kind] for kind in ("geijkt", "invoer", "afgesteld")},
        "niet_gebruikt": [row for row in rows if row["soort"] == "niet_gebruikt" and not row["met_wetten"]],
        "wetten": [row for row in rows if row["soort"] == "niet_gebruikt" and row["met_wetten"]],
    }
    for kind, here in parts.items():
        lines += [TITLES[kind].format(n=len(here)), ""]
        if kind != "geijkt" and here:
            lines += [*_table(here, seeds, used=kind in ("invoer", "afgesteld")), ""]
    return "\n".join(lines)


def with_tables(page: str) -> str:
    """The page with what stands between its marks made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made()}{END}{after}"


def main(words: Sequence[str]) -> int:
    """Do what the words ask; 1 when the page differs from what is kept, 2 for other words."""
    verb, rest = (words[0], words[1:]) if words else ("", ())
    page = PAGE.read_text(encoding="utf-8")
    if verb == "keep" and rest:
        keep(rest)
    elif verb == "seeds" and rest:
        keep_seeds(rest)
    elif verb == "page":
        PAGE.write_text(with_tables(page), encoding="utf-8")
    elif verb == "check":
        return int(with_tables(page) != page)
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
