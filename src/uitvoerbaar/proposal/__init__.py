"""What changes, for whom, where, when and by whom: a folder with proposal.yaml and the changed law files."""

from __future__ import annotations

from uitvoerbaar.proposal.load import find_proposal, load_proposal, shipped_proposals
from uitvoerbaar.proposal.model import LawChange, NewScheme, Proposal, ProposalError, Situation

__all__ = [
    "LawChange",
    "NewScheme",
    "Proposal",
    "ProposalError",
    "Situation",
    "find_proposal",
    "load_proposal",
    "shipped_proposals",
]
