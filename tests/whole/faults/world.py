"""Running one test, one check or one property on an edited law, as cheaply as it can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fictional.country import households, population
from tests.whole.faults.cases import Catcher, Edit, Edits
from uitvoerbaar.assess import make_context
from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.norms import Norm
from uitvoerbaar.assess.registry import TESTS
from uitvoerbaar.base.errors import Problem
from uitvoerbaar.base.folders import data_dir, laws_dir
from uitvoerbaar.engine.explain.explainer import Explainer
from uitvoerbaar.findings import Finding
from uitvoerbaar.law import load_corpus
from uitvoerbaar.law.check.law_files import check_paths
from uitvoerbaar.law.registers import load_registers
from uitvoerbaar.proposal import load_proposal

SMALLEST_GROUP = 20
"""Groups of this many households of the small population are looked at; shown in a report are larger ones."""
SECONDS = 90.0
CHILDREN = 2
"""Children in a household of a proof where the number does not matter: with a third a proof takes far longer."""
DESCRIPTION = """id: proef
titel: {{nl: Proef, en: Trial}}
soort: wetsvoorstel
samenvatting: {{nl: Een proef., en: A trial.}}
besluit_door: Ministerie van Proeven
uitgevoerd_door: [Proefdienst]
{lines}
voor: {{datum: "{date}", wetten: voor}}
na: {{datum: "{date}", wetten: na}}
bron_cijfers: {{nl: Verzonnen., en: Invented.}}
"""


class World:
    """One country: the folder for its proposals and its people; contexts are made once per edit."""

    def __init__(self, folder: Path, people: Path | None) -> None:
        self.folder = folder
        self.people = people
        self._contexts: dict[Path, Context] = {}
        self._findings: dict[tuple[Path, str], list[Finding]] = {}
        self._proofs: dict[tuple[Path, str, str], str] = {}

    def proposal(self, edit: Edit, *, planted: bool) -> Path:
        """The folder of a proposal with the edited law, or with the law as it was."""
        folder = self.folder / (edit.id if planted else edit.without)
        if not (folder / "proposal.yaml").is_file():
            _write(edit, folder, planted)
        return folder

    def context(self, proposal: Path) -> Context:
        """The context of a proposal on the small population, or on the fictional country."""
        if proposal not in self._contexts:
            where = self.people or Path("out/polder")
            with pytest.MonkeyPatch.context() as patch:
                if self.people is None:
                    patch.setattr(make_context, "load", lambda _folder, year: population(households(), year))
                ctx = make_context.make_context(load_proposal(str(proposal)), where, f"uitvoerbaar assess {proposal}")
            least = Norm(SMALLEST_GROUP if self.people else 1, "small population")
            ctx.settings = replace(ctx.settings, norms={**ctx.settings.norms, "kleinste_groep_huishoudens": least})
            self._contexts[proposal] = ctx
        return self._contexts[proposal]

    def findings(self, edit: Edit, test: str, *, planted: bool) -> list[Finding]:
        """What one test finds, without what is only for information."""
        proposal = self.proposal(edit, planted=planted)
        if (proposal, test) not in self._findings:
            chosen = next(t for t in TESTS if t.id == test)
            found = chosen.run(self.context(proposal)).findings
            self._findings[proposal, test] = [f for f in found if f.severity != "informatie"]
        return self._findings[proposal, test]

    def problems(self, edit: Edit, *, planted: bool) -> list[Problem]:
        """What `check` says of the edited law."""
        return check_paths([self.proposal(edit, planted=planted) / "na"], None)

    def proof(self, edit: Edit, catcher: Catcher, *, planted: bool) -> str:
        """What becomes of a property."""
        proposal = self.proposal(edit, planted=planted)
        key = (proposal, catcher.name, catcher.detail)
        if key not in self._proofs:
            self._proofs[key] = self._prove(proposal, edit, catcher)
        return self._proofs[key]

    def _prove(self, folder: Path, edit: Edit, catcher: Catcher) -> str:
        from uitvoerbaar.engine.prove.domain import load_domain
        from uitvoerbaar.engine.prove.property import find_property, load_properties
        from uitvoerbaar.engine.prove.prove import prove

        proposal = load_proposal(str(folder))
        corpus = proposal.after.corpus(load_corpus())
        [asked] = find_property(load_properties(), catcher.name)
        domain = load_domain() if asked.extra_child else replace(load_domain(), children=CHILDREN)
        explainer = Explainer(corpus, load_registers())
        law, _, output = catcher.detail.rpartition(".")
        found = prove(
            corpus,
            explainer,
            law or edit.law_id,
            output,
            edit.date,
            asked,
            domain,
            seconds=SECONDS,
            cache=False,
        )
        return found.result


def _write(edit: Edit, folder: Path, planted: bool) -> None:
    if edit.proposal:
        text = (data_dir() / "proposals" / edit.proposal / "proposal.yaml").read_text(encoding="utf-8")
        folder.mkdir(parents=True)
        (folder / "proposal.yaml").write_text(_edited(text, edit.edits if planted else ()), encoding="utf-8")
        return
    law = (laws_dir() / f"{edit.law}.yaml").read_text(encoding="utf-8")
    before = _edited(law, edit.given)
    for side, text in (("voor", before), ("na", _edited(before, edit.edits) if planted else before)):
        (folder / side).mkdir(parents=True)
        (folder / side / f"{edit.law_id}.yaml").write_text(text, encoding="utf-8")
    described = {"ingangsdatum": edit.date, **(dict(edit.describes) if planted else {})}
    lines = "\n".join(f'{key}: "{value}"' for key, value in described.items())
    (folder / "proposal.yaml").write_text(DESCRIPTION.format(lines=lines, date=edit.date), encoding="utf-8")


def _edited(text: str, edits: Edits | Iterable[tuple[str, str]]) -> str:
    for old, new in edits:
        assert old in text, f"does not occur: {old}"
        text = text.replace(old, new)
    return text
