"""The fictional country, and proposals that edit one of its laws."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.assess.conftest import assess, context, country

__all__ = ["assess", "context", "country"]

MakeProposal = Callable[..., str]
SHIPPED = Path(__file__).resolve().parents[2] / "data"
PROPOSAL = """id: proef
titel: {{nl: Proef, en: Trial}}
soort: {kind}
samenvatting: {{nl: Een proef., en: A trial.}}
besluit_door: Ministerie van Polderland
uitgevoerd_door: [{provider}]
ingangsdatum: "{effective}"
{published}voor: {{datum: "2026-01-01"{before}}}
na: {{datum: "2026-01-01", wetten: na}}
wijzigingen:
  - {{wet: {law}, artikel: "1", voor: {{nl: Zo., en: So.}}, na: {{nl: Anders., en: Else.}}}}
bron_cijfers: {{nl: Verzonnen., en: Invented.}}
"""


@pytest.fixture
def polderland(country: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program runs in the fictional country."""
    monkeypatch.setenv("UITVOERBAAR_DATA", str(country))
    return country


@pytest.fixture
def proposal(tmp_path: Path, polderland: Path) -> MakeProposal:
    """The folder of a proposal that replaces words in one law of the country (`before` does so on the other side)."""

    def make(
        law: str,
        edits: Mapping[str, str],
        *,
        before: Mapping[str, str] | None = None,
        kind: str = "wetsvoorstel",
        effective: str = "2026-01-01",
        published: str | None = None,
        provider: str = "Polderdienst",
    ) -> str:
        folder = tmp_path / "proef"
        shutil.rmtree(folder, ignore_errors=True)
        text = (polderland / "laws" / f"{law}.yaml").read_text(encoding="utf-8")
        for side, changes in (("voor", before), ("na", edits)):
            if changes is None:
                continue
            changed = text
            for old, new in changes.items():
                assert old in changed, old
                changed = changed.replace(old, new)
            (folder / side).mkdir(parents=True)
            (folder / side / f"{law}.yaml").write_text(changed, encoding="utf-8")
        described = PROPOSAL.format(
            kind=kind, provider=provider, effective=effective, law=law,
            published=f'bekendmaking: "{published}"\n' if published else "",
            before=", wetten: voor" if before is not None else "",
        )  # fmt: skip
        (folder / "proposal.yaml").write_text(described, encoding="utf-8")
        return str(folder)

    return make
