"""Which laws there are: their versions and outputs, who carries them out, and what is not modelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from uitvoerbaar.base.language import tr, trn
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.engine.explain.plain_words import law_words, quoted
from uitvoerbaar.face.asked import schemes
from uitvoerbaar.face.html import Markup, dutch_name, folded, items, law_title, link, page, records, text
from uitvoerbaar.face.layers import layer_words
from uitvoerbaar.face.not_modelled import NotModelled, not_modelled
from uitvoerbaar.law import Corpus
from uitvoerbaar.law.model import Law


@dataclass(frozen=True, slots=True)
class KnownLaw:
    """One law. `version` is the one in force on the day that was asked, empty when none is; `outputs`, `carried_out_by`
    and `not_modelled` are those of that version, or of the newest when none is in force.

    `schemes` are the short names by which an output can be asked, each with its output.
    """

    id: str
    name: str
    layer: str
    version: str
    versions: tuple[str, ...]
    outputs: tuple[str, ...]
    carried_out_by: tuple[str, ...]
    schemes: tuple[tuple[str, str], ...]
    url: str | None
    not_modelled: tuple[NotModelled, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether a version of it applies on the day that was asked."""
        return bool(self.version) or "" in self.versions

    def lines(self) -> list[str]:
        """The law as lines of text."""
        told = [f"{self.id}: {law_words(self.id, self.name)} ({layer_words(self.layer)})"]
        in_force = "" if self.version else tr(" (op deze dag geldt er geen)")
        told.append(f"  {tr('versies'):<10}  {', '.join(v or tr('altijd') for v in self.versions)}{in_force}")
        if self.carried_out_by:
            told.append(f"  {tr('uitvoering'):<10}  {', '.join(map(quoted, self.carried_out_by))}")
        told += [f"  {tr('regeling'):<10}  {scheme}: {output}" for scheme, output in self.schemes]
        if self.outputs:
            told.append(f"  {tr('uitkomsten'):<10}  {', '.join(self.outputs)}")
        return told + [tr("  niet gemodelleerd  {one}", one=one) for one in self.not_modelled]


@dataclass(frozen=True, repr=False)
class KnownLaws(Sequence["KnownLaw"]):
    """All laws, by id.

    >>> import uitvoerbaar as uv
    >>> known = uv.laws(on="2026-01-01").known
    >>> known["wet_op_de_zorgtoeslag"].carried_out_by
    ('Dienst Toeslagen',)
    >>> known["wet_op_de_zorgtoeslag"].schemes
    (('zorgtoeslag', 'hoogte_zorgtoeslag'),)
    """

    on: str
    laws: tuple[KnownLaw, ...]

    def __getitem__(self, which: Any) -> Any:
        """A law by its id, or by its place. Raises KeyError for an id that is not there."""
        if isinstance(which, str):
            return {law.id: law for law in self.laws}[which]
        return self.laws[which]

    def __len__(self) -> int:
        return len(self.laws)

    @property
    def in_force(self) -> tuple[KnownLaw, ...]:
        """Those that apply on the day; of the others a version of another day is known."""
        return tuple(law for law in self.laws if law.in_force)

    def text(self) -> str:
        """All laws as text."""
        return "\n".join(line for law in self.laws for line in (*law.lines(), "")).rstrip()

    def as_json(self) -> list[dict[str, Any]]:
        """All laws as JSON values."""
        return [
            {
                **asdict(law),
                "schemes": dict(law.schemes),
                "not_modelled": [one.as_json() for one in law.not_modelled],
            }
            for law in self.laws
        ]

    def __repr__(self) -> str:
        return tr(
            "<{value} wetten op {on}: {laws}>",
            value=len(self.in_force),
            on=self.on,
            laws=", ".join(law.id for law in self.in_force),
        )

    def _repr_html_(self) -> str:
        rows = [
            (
                Markup(f"{link(law_title(law.id, law.name), law.url)}<br><code>{text(law.id)}</code>"),
                _versions(law),
                dutch_name(", ".join(law.carried_out_by)),
                folded(str(len(law.outputs)), items(law.outputs)) if law.outputs else "",
                folded(str(len(law.not_modelled)), items(law.not_modelled)) if law.not_modelled else "",
            )
            for law in self.laws
        ]
        heads = (tr("Wet"), tr("Geldt sinds"), tr("Uitgevoerd door"), tr("Uitkomsten"), tr("Niet gemodelleerd"))
        return page(tr("{value} wetten op {on}", value=len(self.in_force), on=self.on), records(heads, rows))


def _versions(law: KnownLaw) -> Markup:
    """The version in force, with the others below it."""
    current = law.version or (tr("altijd") if "" in law.versions else tr("geldt niet"))
    several = trn(len(law.versions), "{n} versie", "{n} versies")
    others = (
        folded(several, items(version or tr("altijd") for version in law.versions)) if len(law.versions) > 1 else ""
    )
    return Markup(f'<span class="nowrap">{text(current)}</span>{others}')


def known_laws(corpus: Corpus, on: str) -> KnownLaws:
    """Every law of a corpus. Raises LawFileError for one that cannot be read."""
    return KnownLaws(on, tuple(_known(corpus, law, on) for law in sorted(corpus.versions)))


def _known(corpus: Corpus, law_id: str, on: str) -> KnownLaw:
    entries = corpus.versions[law_id]
    current = next((entry.law for entry in entries if entry.valid_from <= on), None)
    in_force = current is not None and not (current.valid_to and current.valid_to < on)
    law = current or entries[0].law
    short = tuple((scheme.id, scheme.output) for scheme in schemes().values() if scheme.law == law_id)
    return KnownLaw(
        id=law_id,
        name=law_name(law),
        layer=law.layer,
        version=law.version if in_force else "",
        versions=tuple(sorted(entry.valid_from for entry in entries)),
        outputs=tuple(o.name for a in law.articles if a.rules for o in a.rules.outputs),
        carried_out_by=carried_out_by(law),
        schemes=short,
        url=law.url,
        not_modelled=not_modelled(law),
    )


def carried_out_by(law: Law) -> tuple[str, ...]:
    """Who decides by the law, as its articles say, and who carries out its schemes, as data/assess says."""
    named = [a.rules.competent_authority for a in law.articles if a.rules and a.rules.competent_authority]
    providers = [scheme.provider for scheme in schemes().values() if scheme.law == law.id and scheme.provider]
    return tuple(dict.fromkeys([*named, *providers]))
