"""Tables: CSV and Parquet, with cells, headers and separators that nobody expects."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from tests.whole.fuzz.attempt import HERE, Attempt, attempt
from tests.whole.fuzz.documents import MAPPING, TABLES
from tests.whole.fuzz.edits import mangled
from tests.whole.fuzz.trees import encoded
from tests.whole.fuzz.values import hostile, words

Draw = Callable[..., Any]
PERSONS = ("bsn", "partner_bsn", "geboortedatum", "loon_uit_dienstbetrekking", "is_huurder", "kale_huur")
CHILDREN = ("ouder_bsn", "geboortedatum", "opvangkosten", "opvangkosten_betaald")
MATES = ("bewoner_bsn", "huisgenoot_bsn", "is_kind")
_GOOD = {
    "bsn": ("1", "2", "3"), "partner_bsn": ("2", "1", ""), "geboortedatum": ("1990-05-01", "1985-07-01", "1950-02-28"),
    "loon_uit_dienstbetrekking": ("2500000", "0", "1200000"), "is_huurder": ("true", "false", "ja"),
    "kale_huur": ("65000", "0", "0"),
    "ouder_bsn": ("1", "1", "2"), "opvangkosten": ("100", "0", "5000"), "opvangkosten_betaald": ("100", "0", "5000"),
    "bewoner_bsn": ("1", "3", "2"), "huisgenoot_bsn": ("3", "1", "3"), "is_kind": ("false", "true", "nee"),
}  # fmt: skip
ORGANISATIONS = ("organisatie", "maat", "waarde", "eenheid", "jaar", "bron")
_GOOD |= {
    "organisatie": ("svb", "dienst_toeslagen", "*"), "maat": ("staf", "bezwaar.minuten", "telefoon.deel.ontvangers"),
    "waarde": ("3712", "410", "0.4"), "eenheid": ("fte", "minuten", "aandeel"), "jaar": ("2025", "2025", "2024"),
    "bron": ("jaarverslag", "tijdschrijven", "telling"),
}  # fmt: skip
_ENDS = ("\n", "\n", "\r\n", "\r")


@st.composite
def csv(draw: Draw, names: tuple[str, ...]) -> bytes:
    """A CSV file of some of the columns, mostly good, with a few cells of another kind."""
    chosen = list(draw(st.permutations(names))) if draw(st.booleans()) else list(names)
    chosen = chosen[: draw(st.integers(1, len(chosen)))] if draw(st.integers(0, 3)) == 0 else chosen
    rows = [[_GOOD[name][number] for name in chosen] for number in range(draw(st.integers(0, 3)))]
    table = [chosen, *rows]
    for _ in range(draw(st.integers(0, 3))):
        row = table[draw(st.integers(0, len(table) - 1))]
        row[draw(st.integers(0, len(row) - 1))] = draw(st.one_of(words, hostile.map(str)))
    mark = draw(st.sampled_from((",", ",", ";", "\t", "|")))
    quoted = draw(st.integers(0, 3)) == 0
    cells = [[f'"{cell}"' if quoted else cell for cell in row] for row in table]
    text = draw(st.sampled_from(_ENDS)).join(mark.join(row) for row in cells)
    ending = draw(st.sampled_from(("\n", "", "\n\n", "\x1a", "\n;;;")))
    whole = encoded(text + ending)
    how = draw(st.sampled_from(("", "", "", "", "bom", "utf-16", "cut", "null")))
    if how == "utf-16":
        return (text + ending).encode("utf-16", "surrogatepass")
    return {"bom": b"\xef\xbb\xbf" + whole, "cut": whole[: len(whole) // 2], "null": whole + b"\x00\xff"}.get(
        how, whole
    )


def organisations() -> st.SearchStrategy[Attempt]:
    """Figures of organisations of one's own."""
    return csv(ORGANISATIONS).map(lambda data: attempt({"eigen.csv": data}, reader="organisations"))


_TYPES = (
    pa.string(), pa.large_string(), pa.string_view(), pa.int8(), pa.int64(), pa.uint64(), pa.float32(), pa.float64(), pa.bool_(),
    pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("us", "Europe/Amsterdam"), pa.decimal128(20, 2),
    pa.decimal256(60, 5),
    pa.binary(), pa.null(), pa.time32("s"), pa.duration("s"), pa.list_(pa.int64()), pa.struct([("a", pa.int64())]),
    pa.dictionary(pa.int8(), pa.string()), pa.float16(), pa.month_day_nano_interval(),
)  # fmt: skip
_CELLS = (
    0,
    1,
    -1,
    2,
    2**31,
    2**63 - 1,
    0.5,
    float("nan"),
    float("inf"),
    1e300,
    True,
    "1",
    "",
    "x",
    "2020-01-01",
    b"\xff",
    [1],
    {"a": 1},
)


@st.composite
def parquet(draw: Draw, names: tuple[str, ...]) -> bytes:
    """A Parquet file whose columns have any type; now and then damaged."""
    count = draw(st.integers(0, 3))
    columns, titles = [], []
    for name in names:
        titles.append(name if draw(st.integers(0, 9)) else draw(words).replace("\ud800", ""))
        kind = draw(st.sampled_from(_TYPES)) if draw(st.integers(0, 2)) == 0 else pa.string()
        cells = [_GOOD[name][row] if kind == pa.string() else draw(st.sampled_from(_CELLS)) for row in range(count)]
        try:
            columns.append(pa.array(cells, kind))
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            columns.append(pa.nulls(count, kind))
    out = io.BytesIO()
    try:
        pq.write_table(pa.Table.from_arrays(columns, titles), out)
    except (pa.ArrowException, TypeError, ValueError):
        pq.write_table(pa.table({"bsn": pa.array(["1"])}), out)
    whole = out.getvalue()
    if draw(st.integers(0, 4)) == 0:
        at = draw(st.integers(0, len(whole) - 1))
        whole = whole[:at] + bytes([draw(st.integers(0, 255))]) + whole[at + 1 :]
    return whole[: len(whole) // 2] if draw(st.integers(0, 20)) == 0 else whole


@st.composite
def _folder(draw: Draw, form: Any, suffix: str) -> dict[str, bytes]:
    files = {f"personen.{suffix}": draw(form(PERSONS))}
    if draw(st.booleans()):
        files[f"kinderen.{suffix}"] = draw(form(CHILDREN))
    if draw(st.integers(0, 3)) == 0:
        files[f"huisgenoten.{suffix}"] = draw(form(MATES))
    return files


def _options(draw: Draw, files: dict[str, bytes]) -> list[str]:
    names = {"personen": "--data", "kinderen": "--children", "huisgenoten": "--housemates"}
    found = [word for name in files for word in (names[name.split(".")[0]], f"{HERE}/{name}")]
    more = (
        (),
        (),
        ("--decimal", "komma"),
        ("--decimal", "punt"),
        ("--encoding", "windows-1252"),
        ("--encoding", "utf-16"),
    )
    return [*found, *draw(st.sampled_from(more))]


def read(suffix: str) -> st.SearchStrategy[Attempt]:
    """Tables that are read as the people that the laws ask."""
    form = csv if suffix == "csv" else parquet
    return _folder(form, suffix).map(lambda files: attempt(files, reader="tables"))


@st.composite
def run(draw: Draw) -> Attempt:
    """Tables through the whole of `run`."""
    suffix = draw(st.sampled_from(("csv", "parquet")))
    files = draw(_folder(csv if suffix == "csv" else parquet, suffix))
    out = draw(st.sampled_from(("uit.csv", "uit.parquet", "uit.tsv")))
    asked = draw(
        st.sampled_from((("wet_heffing:heffing",), ("wet_kindertoeslag:hoogte_kindertoeslag", "wet_heffing:heffing")))
    )
    return attempt(files, "run", *asked, "--on", "2026-01-01", *_options(draw, files), "--out", f"{HERE}/{out}")


@st.composite
def own(draw: Draw) -> Attempt:
    """The tables of the example of own data, with edits in one of them."""
    changed = draw(st.sampled_from(sorted(TABLES)))
    files = {**TABLES, changed: draw(mangled([TABLES[changed]])), "mapping.yaml": MAPPING}
    return attempt(files, reader="own")
