"""Linking: the outputs of a law on a date, with all laws they need, as one graph.

Linking runs the law symbolically, in the order in which the RegelRecht reference runs it (field by field: parameters
win, then registers, then other laws), so one graph holds the meaning for every reader. What would fail in a run becomes
a node that fails when it is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal as OneOf

from uitvoerbaar.base.dates import parse_date
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import as_written, tr
from uitvoerbaar.base.messages import suggest
from uitvoerbaar.law.corpus import Corpus, LawLookupError
from uitvoerbaar.law.graph import FieldSpec, Graph, Node, Origin, Record
from uitvoerbaar.law.limits import MAX_CROSS_LAW_DEPTH
from uitvoerbaar.law.link.article import DECISION, ArticleRun, Produced
from uitvoerbaar.law.model import Article, Law

Mode = OneOf["error", "propagate", "warn", "ignore"]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A register: its key field and the fields it can supply.

    `complete` promises that every record has every field, so other ways to find the value need not be linked. `law`
    limits the register to one law.
    """

    name: str
    key: str
    fields: Mapping[str, FieldSpec | None]
    complete: bool = False
    law: str | None = None
    id: str = ""
    """What tells it from other registers with its name; the name itself when it is the only one."""
    _written: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Each field in small letters, with how it is written: capitals do not tell fields apart."""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.name)
        for name in self.fields:
            self._written.setdefault(name.lower(), name)

    def named(self, name: str) -> str | None:
        """The field that a law means by a name, as it is written here; None when there is none."""
        return self._written.get(name.lower())


@dataclass(frozen=True, slots=True)
class Linked:
    """Requested and co-produced outputs of a law as nodes; `laws` are the versions that were used.

    `articles` are the articles that these outputs may reach, each with the version of its law.
    """

    law: Law
    date: str
    outputs: Mapping[str, Node]
    provenance: Mapping[str, str]
    laws: tuple[Law, ...]
    graph: Graph
    articles: tuple[tuple[Law, str], ...] = ()
    added: frozenset[str] = frozenset()
    """Outputs that hooks of other articles added to what was asked."""
    notes: tuple[str, ...] = ()
    """What was passed over on the way: rules that took on what the law did not delegate to them."""

    def wanted(self, asked: Iterable[str]) -> tuple[str, ...]:
        """The outputs that a run gives: in a law of before null was absence all that its articles produce, since then
        those that were asked and what other laws add to them."""
        asked = tuple(asked)
        if not self.law.absence:
            return tuple(dict.fromkeys((*asked, *self.outputs)))
        return tuple(dict.fromkeys((*asked, *(name for name in self.outputs if name in self.added))))


@dataclass(slots=True)
class _Passed:
    """What linking an article came by: the versions of laws, and what was passed over."""

    used: dict[tuple[str, str], Law]
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, other: _Passed) -> None:
        """What an article that it asked came by as well."""
        self.used |= other.used
        self.notes |= other.notes


_AGAIN = 500
"""Articles that are linked again at most because a call closed a circle: laws that only refer to each other end there."""


class Linker:
    """Links outputs of a corpus on one date. Nodes of several calls share one graph."""

    def __init__(
        self,
        corpus: Corpus,
        date: str,
        sources: Iterable[SourceSpec] = (),
        *,
        mode: Mode = "error",
        graph: Graph | None = None,
        like: Linker | None = None,
    ) -> None:
        """`like` is another linker of the same corpus, day, registers and mode: what it linked, and its graph, serve again."""
        day = parse_date(date)
        if day is None:
            raise UserError(tr("'{date}' is geen datum; verwacht: JJJJ-MM-DD, een bestaande dag", date=date))
        self.corpus, self.date, self.mode = corpus, date, mode
        self.sources = tuple(sources)
        self.graph: Graph = graph or (Graph() if like is None else like.graph)
        self.reference = Record((("year", day.year), ("month", day.month), ("day", day.day), ("iso", date)))
        self.contextual = ""
        self._active: list[tuple[str, ...]] = []
        self._memo: dict[object, Produced] = {} if like is None else like._memo
        self._closed = 0
        """The outermost of the calls going on that a circle closed with since the article that is linked began."""
        self._again = 0
        self._used: dict[tuple[str, str], Law] = {}
        self._reached: list[dict[tuple[str, str, str], Law]] = []
        self._reach_of: dict[object, dict[tuple[str, str, str], Law]] = {} if like is None else like._reach_of
        self._passing: list[_Passed] = []
        self._passed: dict[object, _Passed] = {} if like is None else like._passed
        """Of every article that was linked, what to tell of it again when it is asked again."""
        self._notes: dict[str, None] = {}
        self._producers: dict[int, tuple[Law, dict[str, Article]]] = {} if like is None else like._producers
        self.places: dict[tuple[str, str, str], dict[int, Origin]] = {} if like is None else like.places
        """Of every article its lines as places: an article is linked for many who ask."""
        self._asker_matters = any(found.rules.overrides for _, found in corpus.reaching(date) if found.rules)
        """Whether an article may come out differently for another law that asks: only where one overrides another."""

    def link(
        self, law_id: str, outputs: Iterable[str], parameters: Mapping[str, FieldSpec | None] | None = None
    ) -> Linked:
        """The nodes of `outputs` (and what their articles produce besides) given the names of the parameters.

        Raises LawLookupError when the law, its version or an output does not exist.
        """
        self.contextual = law_id
        given = {
            name: self.graph.node("PARAM", (), name, spec=spec, unit=spec.unit if spec else None)
            for name, spec in (parameters or {}).items()
        }
        law = self.corpus.select(law_id, self.date)
        self._reached.append({})
        made = self._evaluate(law, tuple(outputs), given)
        reached = tuple((used, number) for (_, _, number), used in self._reached.pop().items())
        return Linked(
            law,
            self.date,
            made.nodes,
            made.provenance,
            tuple(self._used.values()),
            self.graph,
            reached,
            frozenset(made.added),
            tuple(self._notes),
        )

    def note(self, message: str) -> None:
        """Keep once what was passed over."""
        self._notes.setdefault(message)
        if self._passing:
            self._passing[-1].notes.setdefault(message)

    # --- laws and articles --------------------------------------------------------------------------------------

    def _evaluate(self, law: Law, outputs: tuple[str, ...], given: Mapping[str, Node]) -> Produced:
        """All outputs of the articles that declare `outputs`, articles in the order of their number as text."""
        articles: dict[str, Article] = {}
        _, producers = self._producers.setdefault(id(law), (law, {}))
        if not producers:
            producers.update(law.producers())
        for output in outputs:
            article = producers.get(output)
            if article is None:
                known = [o.name for a in law.articles if a.rules for o in a.rules.outputs]
                hint = suggest(output, known)
                raise LawLookupError(
                    "OutputNotFound",
                    as_written("Output '{output}' not found in law '{id}'", output=output, id=law.id)
                    + (f" ({hint})" if hint else ""),
                )
            articles[article.number] = article
        merged = Produced()
        for number in sorted(articles):
            made = self._run(law, articles[number], given, DECISION)
            merged.nodes.update(made.nodes)
            merged.provenance.update(made.provenance)
            merged.maker.update(made.maker)
            merged.added |= made.added
        missing = [o for o in outputs if o not in merged.nodes]
        for output in missing:
            merged.nodes[output] = self.graph.error(
                "OutputNotFound", as_written("Output '{output}' not found in law '{id}'", output=output, id=law.id)
            )
        return merged

    def _run(self, law: Law, article: Article, given: Mapping[str, Node], stage: str) -> Produced:
        key = (
            law.id,
            law.version,
            article.number,
            stage,
            self.contextual if self._asker_matters else "",
            tuple(sorted((k, n.id) for k, n in given.items())),
        )
        found = self._memo.get(key)
        if found is None:
            self._used[law.id, law.version] = law
            self._passing.append(_Passed({(law.id, law.version): law}))
            self._reached.append({(law.id, law.version, article.number): law})
            outer, self._closed = self._closed, len(self._active)
            try:
                found = ArticleRun(self, law, article, given, stage).run()
            finally:
                self._reach_of[key] = self._reached.pop()
                passed = self._passed[key] = self._passing.pop()
                if self._passing:
                    self._passing[-1].add(passed)
            # What closes a circle with a call outside this article is a circle for that call only: it is linked again for
            # others, as often as laws without a real circle need.
            if self._closed >= len(self._active) or self._again >= _AGAIN:
                self._memo[key] = found
            else:
                self._again += 1
            self._closed = min(outer, self._closed)
        else:
            self._again_passed(self._passed[key])
        if self._reached:
            self._reached[-1].update(self._reach_of[key])
        return found

    def _again_passed(self, passed: _Passed) -> None:
        """Tell what was told of an article when it was linked first."""
        self._used |= passed.used
        self._notes |= passed.notes
        if self._passing:
            self._passing[-1].add(passed)

    def guarded(self, key: tuple[str, ...], origin: Origin, make: Callable[[], Node]) -> Node:
        """`make()` unless `key` is already being linked (a circle) or calls are nested too deep."""
        if key in self._active:
            at = self._active.index(key)
            self._closed = min(self._closed, at)
            circle = [*self._active[at:], key]
            shown = " -> ".join(_shown(step) for step in circle)
            return self.graph.error("CircularReference", as_written("Circular reference: {shown}", shown=shown), origin)
        if len(self._active) >= MAX_CROSS_LAW_DEPTH:
            return self.graph.error(
                "MaxDepthExceeded",
                as_written(
                    "Maximum depth of {max_cross_law_depth} law calls exceeded", max_cross_law_depth=MAX_CROSS_LAW_DEPTH
                ),
                origin,
            )
        self._active.append(key)
        try:
            return make()
        except LawLookupError as error:
            return self.graph.error(error.kind, error.message, origin)
        finally:
            self._active.pop()

    def call(self, law: Law, output: str, given: Mapping[str, Node], origin: Origin, key: tuple[str, ...]) -> Node:
        """The node of one output of `law` for the given parameters."""
        return self.guarded(key, origin, lambda: self._evaluate(law, (output,), given).nodes[output])

    def run_article(
        self, law: Law, article: Article, given: Mapping[str, Node], key: tuple[str, ...], stage: str = DECISION
    ) -> Produced | None:
        """Run an article of another law with only its declared parameters; None when it is already being run."""
        if key in self._active:
            return None
        declared = {p.name for p in article.rules.parameters} if article.rules else set()
        self._active.append(key)
        try:
            return self._run(law, article, {k: v for k, v in given.items() if k in declared}, stage)
        finally:
            self._active.pop()


def _shown(step: tuple[str, ...]) -> str:
    """A call as law.output; the kind of call in front of it is left out."""
    return ".".join(part for part in step if part not in ("internal", "open_term", "hook", "override", "run"))
