"""What was assessed: the proposal, its laws, the population, the commands that do it again."""

from __future__ import annotations

import hashlib
import json
import shlex
from pathlib import Path

from uitvoerbaar.assess.context import Context, population_name
from uitvoerbaar.assess.people.totals import represented
from uitvoerbaar.assess.side import used_laws
from uitvoerbaar.base.command_line import command_line
from uitvoerbaar.engine.explain.glossary import law_name
from uitvoerbaar.findings import Change, Command, LawUsed, PopulationSummary, ProposalSummary, Text
from uitvoerbaar.law.model import Law
from uitvoerbaar.population.check.shipped import told
from uitvoerbaar.population.notes import english
from uitvoerbaar.proposal import Proposal


def proposal_summary(proposal: Proposal) -> ProposalSummary:
    return ProposalSummary(
        id=proposal.id,
        title=proposal.title,
        kind=proposal.kind,
        summary=proposal.summary,
        decides=proposal.decides,
        carries_out=proposal.carries_out,
        effective=proposal.effective,
        date_before=proposal.before.date,
        date_after=proposal.after.date,
        goal=proposal.goal if proposal.goal else None,
        phase=proposal.phase,
        changes=tuple(Change(c.law, c.article, c.before, c.after, c.url) for c in proposal.changes),
        numbers_source=proposal.numbers_source if proposal.numbers_source else None,
    )


def laws_used(ctx: Context) -> tuple[LawUsed, ...]:
    made: list[LawUsed] = []
    for law, roles, schemes in used_laws(ctx.sides).values():
        derived = derived_note(law)
        made.append(
            LawUsed(
                id=law.id,
                name=law_name(law),
                version=version_of(law),
                url=law.url or "",
                role="beide" if len(roles) == 2 else "voor" if "voor" in roles else "na",
                derived=derived is not None,
                note=derived,
                outputs=tuple(sorted(schemes)),
                changed=law.id in ctx.proposal.changed_laws and len(roles) == 1,
                sha256=hashlib.sha256(Path(law.file).read_bytes()).hexdigest(),
            )
        )
    return tuple(sorted(made, key=lambda used: (used.id, used.version, used.role)))


def version_of(law: Law) -> str:
    """The first day of a version; a pinned law has none, its file is named after it."""
    return law.valid_from or Path(law.file).stem


def derived_note(law: Law) -> Text | None:
    """The warning of a law whose table was derived and not published; None for any other law."""
    for article in law.articles:
        value = article.rules.definitions.get("tabel_is_afgeleid") if article.rules else None
        if value is not None and value.value is True:
            return Text(
                f"Afgeleide tabel, niet officieel gepubliceerd: {article.text}",
                "Derived table, not officially published; see the text of the article in the law file.",
            )
    return None


def population_summary(ctx: Context) -> PopulationSummary:
    population = ctx.base
    manifest = population.manifest
    seed = manifest.get("seed")
    validated = () if seed is None else (told(manifest),)
    return PopulationSummary(
        name=population_name(population),
        kind="synthetisch" if seed is not None else "eigen",
        households=len(ctx.heads),
        persons=int(ctx.members.sum()),
        represents=represented(ctx.weights),
        year=population.year,
        manifest_sha256=hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest(),
        seed=seed,
        sources=tuple(str(entry["bestand"]) for entry in manifest.get("invoer", ())),
        notes=(*validated, *(Text(str(note), english(str(note))) for note in manifest.get("opmerkingen", ()))),
    )


def reproduce(ctx: Context) -> tuple[Command, ...]:
    """The commands that give this report again; the population is made where the assessment reads it."""
    words = shlex.split(ctx.command)
    folder = words[words.index("--population") + 1] if "--population" in words else "out/bevolking"
    made = [Command(ctx.command, Text("Deze toets opnieuw doen", "Do this assessment again"))]
    manifest = ctx.base.manifest
    if manifest.get("seed") is not None:
        again = command_line(
            "population make",
            households=manifest["huishoudens"],
            seed=manifest["seed"],
            year=manifest["jaar"],
            out=folder,
        )
        made.insert(0, Command(again, Text("De bevolking opnieuw maken", "Make the population again")))
    return tuple(made)
