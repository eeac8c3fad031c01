"""All findings of a report side by side: what the title says, how many that is, between what, and of whom."""

from __future__ import annotations

from uitvoerbaar.base.language import tr
from uitvoerbaar.findings import Assessment, Finding, Text
from uitvoerbaar.report.words import Lang, catalogue, count, plain, share


def findings_table(assessment: Assessment, lang: Lang) -> str:
    """A block of lines for each finding, in the order of the report: severity and title, and its claim below it."""
    return "\n".join(_block(finding, lang) for finding in assessment.findings) or tr("Geen bevindingen.")


def _block(finding: Finding, lang: Lang) -> str:
    severity = catalogue(lang)["severity"][finding.severity]
    return "\n".join((f"{severity}: {plain(finding.title, lang)}", *(f"  {line}" for line in _claim(finding, lang))))


def _claim(finding: Finding, lang: Lang) -> list[str]:
    counted = finding.households
    if counted is None:
        return [tr("telt geen huishoudens: {whom}", whom=plain(finding.whom, lang))]
    words = catalogue(lang)
    label = words["under_rule"] if counted.under_rule else words["households_hit"]
    lines = [
        tr(
            "{label}: {value} huishoudens, tussen {low} en {high}",
            label=label,
            value=count(counted.value, lang),
            low=count(counted.low, lang),
            high=count(counted.high, lang),
        )
    ]
    if counted.share is not None and counted.of is not None:
        among = plain(counted.among or Text("", ""), lang)
        lines.append(
            tr(
                "dat is {share} van {among} ({of})",
                share=share(counted.share, lang),
                among=among,
                of=count(counted.of, lang),
            )
        )
    return lines
