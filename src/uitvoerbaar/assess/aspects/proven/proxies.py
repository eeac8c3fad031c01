"""Beside a proof that a law is blind: which facts of it go along with a protected ground in a population."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from uitvoerbaar.assess.context import Context
from uitvoerbaar.assess.make_context import make_context
from uitvoerbaar.assess.protected_grounds.report import Measurement, law_in_force, named
from uitvoerbaar.proposal import Proposal

if TYPE_CHECKING:
    from uitvoerbaar.engine.prove.result import Proof


@dataclass
class Proxies:
    """Measures on the population of a folder; `proposal` and `side` say which law, None: the law in force."""

    folder: Path
    proposal: Proposal | None
    side: str
    _contexts: dict[tuple[str, str], Context] = field(default_factory=dict)

    def measure(self, proof: Proof) -> Measurement:
        """The proxies of the output of a proof. Raises UserError for a population that cannot be read."""
        key = ("", "") if self.proposal is not None else (proof.law, proof.on)
        if key not in self._contexts:
            proposal = self.proposal or law_in_force(proof.law, proof.on)
            if self.side == "voor":
                proposal = replace(proposal, after=proposal.before)
            self._contexts[key] = make_context(proposal, self.folder, "")
        return named(self._contexts[key], proof.law, proof.output)
