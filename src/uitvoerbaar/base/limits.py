"""Every bound of what is read, computed and drawn, in one place: its size, what it counts and how to lift it.

Bounds keep a careless or hostile file from taking the memory or the time of a machine. Each is far beyond what a law, a
country or a report needs. Who needs more sets the environment variable that the message names; docs/limits.md lists them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import mark, tr
from uitvoerbaar.base.messages import suggest

PREFIX = "UITVOERBAAR_MAX_"


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound: `name` in the environment (after `PREFIX`), how many at most, and what is counted."""

    name: str
    default: int
    what: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name

    @property
    def most(self) -> int:
        """How many are allowed. Raises UserError when the environment holds something else than a whole number above 0."""
        given = os.environ.get(self.variable)
        if given is None:
            return self.default
        if not (given.isascii() and given.isdigit() and len(given) <= _DIGITS and int(given) > 0):
            raise UserError(
                tr("{variable}={given}: geef een geheel getal groter dan 0", variable=self.variable, given=given)
            )
        return int(given)

    def told(self, found: int | None = None) -> str:
        """What is too much, and how much there is when that is known."""
        if found is None:
            return tr("meer dan {most} {what}", most=self.most, what=tr(self.what))
        return tr("{found} {what}, meer dan de grens van {most}", found=found, what=tr(self.what), most=self.most)

    @property
    def hint(self) -> str:
        """How to lift it."""
        return tr("de grens is te verhogen met {variable}=AANTAL", variable=self.variable)


_DIGITS = 18

FILE_BYTES = Limit("FILE_BYTES", 5_000_000, mark("bytes in een tekstbestand"))
"""A law, a proposal, a mapping, a case: the largest law that is published has 3.6 MB (Besluit activiteiten leefomgeving)."""
FOLDER_ENTRIES = Limit("FOLDER_ENTRIES", 50_000, mark("bestanden en mappen onder een map"))
LAW_BYTES = Limit("LAW_BYTES", 100_000_000, mark("bytes in de wetsbestanden samen"))
"""Twenty times the shipped laws."""
SOLVER_MEGABYTES = Limit("SOLVER_MEGABYTES", 1_500, mark("megabytes geheugen voor de oplosser van bewijzen"))
"""Beyond it a question is undecided. The proofs of the shipped laws take less than a third."""
YAML_DEPTH = Limit("YAML_DEPTH", 400, mark("niveaus diep genest"))
YAML_VALUES = Limit("YAML_VALUES", 100_000, mark("waarden in een YAML-document"))
"""Values of aliases count each time that they are used. The largest law that is modelled has 3,800; a checked law takes about a
tenth of a millisecond for each."""
REPORT_BYTES = Limit("REPORT_BYTES", 20_000_000, mark("bytes in een report.json"))
TABLE_BYTES = Limit("TABLE_BYTES", 4_000_000_000, mark("bytes in een tabel"))
TABLE_ROWS = Limit("TABLE_ROWS", 25_000_000, mark("rijen in een tabel"))
"""More than the Netherlands has people."""
TABLE_COLUMNS = Limit("TABLE_COLUMNS", 2_000, mark("kolommen in een tabel"))
TABLE_CELLS = Limit("TABLE_CELLS", 500_000_000, mark("cellen in een tabel (rijen maal kolommen)"))
GRAPH_NODES = Limit("GRAPH_NODES", 1_000_000, mark("bewerkingen in de doorgelinkte wet"))
"""Net income of a household, through thirteen laws, is 2,600."""
GRAPH_DEPTH = Limit("GRAPH_DEPTH", 20_000, mark("bewerkingen die op elkaar rusten"))
KERNEL_SIZE = Limit("KERNEL_SIZE", 8_000, mark("instructies in een gecompileerde rekenkern"))
"""A larger one runs in numpy: the time of compiling grows faster than its size. Those of an assessment have 5,500."""
TRACE_DEPTH = Limit("TRACE_DEPTH", 200, mark("stappen diep in een uitleg"))
"""What lies deeper is told with its value, and that it is."""
CASE_ELEMENTS = Limit("CASE_ELEMENTS", 100_000, mark("elementen van FOREACH in één geval"))
LIST_ELEMENTS = Limit("LIST_ELEMENTS", 20_000, mark("elementen in een lijst, lijsten daarin meegeteld"))
TEXT_LENGTH = Limit("TEXT_LENGTH", 100_000, mark("tekens in een tekst"))
REPORT_ROWS = Limit("REPORT_ROWS", 4_000, mark("rijen in de figuren van een rapport"))
"""A report of the whole country has about 1,500."""
REPORT_ITEMS = Limit("REPORT_ITEMS", 200_000, mark("waarden in een rapport"))
REPORT_TEXT = Limit("REPORT_TEXT", 10_000, mark("tekens in een tekst van een rapport"))
COMPUTE_QUESTIONS = Limit("COMPUTE_QUESTIONS", 256, mark("vragen die tegelijk wachten of lopen in het rekenproces"))
COMPUTE_QUESTIONS_EACH = Limit("COMPUTE_QUESTIONS_EACH", 32, mark("vragen van één tabblad tegelijk in het rekenproces"))
"""The panels of a page with a strip under every dial are about twenty."""
COMPUTE_SECONDS = Limit("COMPUTE_SECONDS", 120, mark("seconden rekenen aan één vraag"))
"""Time in which others had their turn and in which data is loaded does not count. The whole country takes a second."""
COMPUTE_MEGABYTES = Limit("COMPUTE_MEGABYTES", 4_000, mark("megabytes geheugen voor de vragen die lopen"))
"""Beside the population, which is held once."""
COMPUTE_MESSAGE_BYTES = Limit(
    "COMPUTE_MESSAGE_BYTES", 8_000_000, mark("bytes in een bericht van of naar het rekenproces")
)
"""A part of an answer is a page of figures: some 100,000."""
COMPUTE_RESULTS = Limit("COMPUTE_RESULTS", 5_000, mark("antwoorden die het rekenproces bewaart"))
COMPUTE_RESULT_BYTES = Limit(
    "COMPUTE_RESULT_BYTES", 200_000_000, mark("bytes van antwoorden die het rekenproces bewaart")
)
COMPUTE_CONNECTIONS = Limit("COMPUTE_CONNECTIONS", 256, mark("verbindingen met het rekenproces"))
"""One for each thread of a web worker that asks."""
REPORT_CHARACTERS = Limit("REPORT_CHARACTERS", 1_500_000, mark("tekens in alle teksten van een rapport"))
"""A report has about 330,000."""
LISTED = Limit("LISTED", 200, mark("regels van een lijst op het scherm"))
"""What is left out is counted; --json tells everything."""
PRINTED = Limit("PRINTED", 500_000, mark("tekens van een uitkomst op het scherm"))
ASSESS_SECONDS = Limit("ASSESS_SECONDS", 1_800, mark("seconden rekenen aan één toets"))
"""The whole country takes one or two minutes once the kernels are compiled, which takes as long the first time."""
UPLOAD_BYTES = Limit("UPLOAD_BYTES", 5_000_000, mark("bytes in een bestand dat naar de website gaat"))
"""A proposal with every shipped law in it is a tenth of that as a zip."""
ZIP_ENTRIES = Limit("ZIP_ENTRIES", 200, mark("bestanden en mappen in een zip"))
ZIP_BYTES = Limit("ZIP_BYTES", 20_000_000, mark("bytes in een uitgepakte zip"))
ASSESSMENTS_EACH = Limit("ASSESSMENTS_EACH", 10, mark("toetsen die voor één bezoeker worden bewaard"))
ASSESSMENTS = Limit("ASSESSMENTS", 500, mark("toetsen die de website bewaart"))
CORPORA_EACH = Limit("CORPORA_EACH", 5, mark("mappen met wetten die voor één bezoeker worden bewaard"))
CORPORA = Limit("CORPORA", 200, mark("mappen met wetten die de website bewaart"))
SWEEP_VARIANTS = Limit("SWEEP_VARIANTS", 100_000, mark("varianten in een reeks"))
"""At a tenth of a second each, three hours on one machine."""

RULE_BYTES = Limit("RULE_BYTES", 100_000, mark("bytes in de tekst van één artikel met zijn regel"))
"""The largest article of the shipped laws has 14,000."""
RULE_NODES = Limit("RULE_NODES", 20_000, mark("bewerkingen die een herschreven regel toevoegt"))
"""Net income of a household, through thirteen laws, is 2,600."""
RULE_ROWS = Limit("RULE_ROWS", 20_000, mark("personen die stap voor stap worden nagerekend"))
"""Those that kernels are not sure of, under a rewritten rule: none for most rules, 3 ms each."""
FROZEN_BYTES = Limit(
    "FROZEN_BYTES", 4 * 2**30, mark("bytes aan kolommen van wat niet beweegt, voor de getallen van één artikel")
)
"""For the whole country and a number of the income tax some 4 GB; without room the law is run as a whole, in some three seconds."""
LIMITS = (
    FILE_BYTES, FOLDER_ENTRIES, LAW_BYTES, SOLVER_MEGABYTES, YAML_DEPTH, YAML_VALUES, REPORT_BYTES, TABLE_BYTES, TABLE_ROWS,
    TABLE_COLUMNS, TABLE_CELLS, GRAPH_NODES, GRAPH_DEPTH, KERNEL_SIZE, TRACE_DEPTH, CASE_ELEMENTS, LIST_ELEMENTS,
    TEXT_LENGTH, REPORT_ROWS, REPORT_ITEMS, REPORT_TEXT, REPORT_CHARACTERS, LISTED,
    PRINTED, COMPUTE_QUESTIONS, COMPUTE_QUESTIONS_EACH, COMPUTE_SECONDS,
    COMPUTE_MEGABYTES, COMPUTE_MESSAGE_BYTES, COMPUTE_RESULTS, COMPUTE_RESULT_BYTES, COMPUTE_CONNECTIONS,
    FROZEN_BYTES, SWEEP_VARIANTS, RULE_BYTES, RULE_NODES, RULE_ROWS,
    ASSESS_SECONDS, UPLOAD_BYTES, ZIP_ENTRIES, ZIP_BYTES, ASSESSMENTS_EACH, ASSESSMENTS,
    CORPORA_EACH, CORPORA,
)  # fmt: skip
"""All bounds that a user can lift."""


def check_limits() -> None:
    """Look at what the environment says of all bounds, before the work. Raises UserError for a value or a name that is none."""
    known = {limit.variable: limit for limit in LIMITS}
    for name in sorted(name for name in os.environ if name.startswith(PREFIX)):
        if name not in known:
            hint = suggest(name, list(known))
            raise UserError(
                tr("{variable}: die grens is er niet", variable=name) + (f" ({hint})" if hint else ""), hint=hint
            )
        known[name].most  # noqa: B018  # raises
