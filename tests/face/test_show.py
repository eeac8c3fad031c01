"""Looking up laws: what stands in the law files, in the face and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import uitvoerbaar as uv
from uitvoerbaar.base.folders import laws_dir
from uitvoerbaar.cli import USAGE_ERROR, run
from uitvoerbaar.face.not_modelled import not_modelled
from uitvoerbaar.law import load_corpus

DAY = "2026-01-01"
LAW = "wet_op_de_zorgtoeslag"


def _raw(law: str, version: str = DAY) -> dict:  # type: ignore[type-arg]
    file = next(laws_dir().rglob(f"{law}/{version}.yaml"))
    return dict(yaml.safe_load(file.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def shown() -> uv.ShownLaw:
    found = uv.show(LAW, on=DAY)
    assert isinstance(found, uv.ShownLaw)
    return found


def test_every_article_parameter_and_output_of_the_file_is_shown(shown: uv.ShownLaw) -> None:
    raw = _raw(LAW)
    assert [article.number for article in shown.articles] == [article["number"] for article in raw["articles"]]
    for article, told in zip(raw["articles"], shown.articles, strict=True):
        rules = article.get("machine_readable", {})
        assert [p.name for p in told.parameters] == list(rules.get("definitions", {}))
        sources = [one["description"] for one in rules.get("definitions", {}).values()]
        assert [p.source for p in told.parameters] == sources
        execution = rules.get("execution", {})
        outputs = {output["name"] for output in execution.get("output", [])}
        given = {action["output"] for action in execution.get("actions", [])}
        assert {rule.name for rule in told.rules if rule.output} == outputs & given
        assert {rule.name for rule in told.rules} == given
        assert {read.name for read in told.reads} == {item["name"] for item in execution.get("input", [])}
        assert told.words == " ".join(article["text"].split())
        assert told.words[:40] in told.text()


def article_2(shown: uv.ShownLaw) -> uv.ShownArticle:
    return next(article for article in shown.articles if article.number == "2")


def test_the_history_of_a_parameter_is_in_the_files(shown: uv.ShownLaw) -> None:
    parameter = article_2(shown).parameters[0]
    assert parameter.name == "percentage_drempel_alleenstaand"
    versions = [value.version for value in parameter.history]
    assert versions == sorted(versions)
    raw = [_raw(LAW, version)["articles"] for version in versions]
    values = [next(a for a in articles if a["number"] == "2")["machine_readable"]["definitions"] for articles in raw]
    shares = [f"{100 * found[parameter.name]['value']:.3f}".rstrip("0").replace(".", ",") + "%" for found in values]
    assert [value.value for value in parameter.history] == shares


def test_what_reads_an_article_is_the_other_side_of_what_it_reads(shown: uv.ShownLaw) -> None:
    insured = next(article for article in shown.articles if article.number == "1 lid 1 c")
    assert any(read.law == "zorgverzekeringswet" for read in insured.reads)
    care = uv.show("zorgverzekeringswet", on=DAY)
    assert isinstance(care, uv.ShownLaw)
    readers = [(reader.law, reader.article) for article in care.articles for reader in article.read_by]
    assert (LAW, "1 lid 1 c") in readers  # insured: asked by article 1, which article 2 asks


def test_every_rule_of_every_law_can_be_told() -> None:
    """All laws of one day: each action of each article has words, without a name of an operation in them."""
    laws = uv.laws(on=DAY)
    told = 0
    for law in laws.known:
        if not law.version:
            continue
        found = uv.show(law.id, on=DAY)
        assert isinstance(found, uv.ShownLaw)
        assert found.text()
        json.dumps(found.as_json(), default=str)
        for rule in (rule for article in found.articles for rule in article.rules):
            told += 1
            assert rule.lines
            assert not any(word.isupper() and "_" in word for line in rule.lines for word in line.split())
    assert told > 150


def test_the_rule_says_what_the_law_computes(shown: uv.ShownLaw) -> None:
    rules = {rule.name: rule.lines for rule in article_2(shown).rules}
    assert rules["hoogte_zorgtoeslag"] == (
        "hoogte zorgtoeslag is:",
        "  als jaarbedrag is ten minste ondergrens: jaarbedrag",
        "  anders: 0",
    )
    assert rules["standaardpremie_min_normpremie"] == (
        "standaardpremie min normpremie is het hoogste van 0 en (standaardpremie huishouden − normpremie)",
    )


def test_what_changed_between_two_days_is_what_differs_in_the_files() -> None:
    changes = uv.show(LAW, between=("2025-01-01", DAY))
    assert isinstance(changes, uv.LawChanges)
    before, after = (_raw(LAW, version) for version in ("2025-01-01", DAY))
    different = [
        new["number"]
        for new in after["articles"]
        if new.get("text") != (old := next(a for a in before["articles"] if a["number"] == new["number"])).get("text")
        or _values(new) != _values(old)
    ]
    assert [article.number for article in changes.articles] == different
    assert "€ 141.896,00 -> € 146.011,00" in changes.text()
    same = uv.show(LAW, between=(DAY, "2026-06-30"))
    assert isinstance(same, uv.LawChanges)
    assert same.articles == ()
    assert "dezelfde versie" in same.text()


def _values(article: dict) -> dict:  # type: ignore[type-arg]
    definitions = article.get("machine_readable", {}).get("definitions", {})
    return {name: found["value"] for name, found in definitions.items()}


def test_a_new_and_a_lost_article_are_told(tmp_path: Path) -> None:
    head = "$id: wet_x\nname: X\nregulatory_layer: WET\nvalid_from: '{}'\narticles:\n  - {{number: '{}', text: {}}}\n"
    (tmp_path / "een.yaml").write_text(head.format("2020-01-01", "1", "Oud."), encoding="utf-8")
    (tmp_path / "twee.yaml").write_text(head.format("2021-01-01", "2", "Nieuw."), encoding="utf-8")
    changes = uv.show("wet_x", between=("2020-01-01", "2021-01-01"), folders=[tmp_path])
    assert isinstance(changes, uv.LawChanges)
    assert [(article.number, article.kind) for article in changes.articles] == [("2", "erbij"), ("1", "weg")]


@pytest.mark.parametrize(
    ("law", "article", "said"),
    [
        ("wet_op_de_zorgtoeslach", None, "bedoelde u 'wet_op_de_zorgtoeslag'"),
        (LAW, "4b", "bedoelde u '4"),
        (LAW, "99x", "Er zijn: 1, 1 lid 1 c, 2"),
    ],
)
def test_an_unknown_law_or_article_is_told_with_what_there_is(law: str, article: str | None, said: str) -> None:
    with pytest.raises(uv.UserError) as told:
        uv.show(law, article, on=DAY)
    assert said in str(told.value)
    assert told.value.expected
    with pytest.raises(uv.UserError):
        uv.show(law, article, between=("2025-01-01", DAY))


def test_a_day_without_the_law_is_told() -> None:
    with pytest.raises(uv.UserError, match="geldt op 1990-01-01 nog niet"):
        uv.show(LAW, on="1990-01-01")
    with pytest.raises(uv.UserError, match="'on' of 'between'"):
        uv.show(LAW, on=DAY, between=(DAY, DAY))


def test_the_list_has_every_law_with_who_carries_it_out() -> None:
    known = uv.laws(on=DAY).known
    assert [law.id for law in known] == sorted(load_corpus().versions)
    assert known[LAW].carried_out_by == ("Dienst Toeslagen",)
    assert known[LAW].schemes == (("zorgtoeslag", "hoogte_zorgtoeslag"),)
    assert known[LAW].version == DAY
    assert known[LAW].versions[-1] == max(path.stem for path in laws_dir().rglob(f"{LAW}/*.yaml"))
    schemes = [scheme for law in known for scheme, _ in law.schemes]
    assert {"zorgtoeslag", "huurtoeslag", "netto"} <= set(schemes)


def test_what_is_not_modelled_is_shown(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "$id: wet_x\nname: X\nregulatory_layer: WET\nvalid_from: '2020-01-01'\narticles:\n"
        "  - number: '1'\n    text: Tekst.\n    machine_readable:\n      untranslatables:\n"
        "        - {construct: hardheid, reason: Een mens weegt., accepted: true}\n",
        encoding="utf-8",
    )
    corpus = load_corpus([tmp_path])
    law = corpus.select("wet_x", DAY)
    assert [str(one) for one in not_modelled(law)] == ["artikel 1: hardheid. Een mens weegt."]
    found = uv.show("wet_x", on=DAY, folders=[tmp_path])
    for text in (found.text(), found._repr_html_(), uv.laws(on=DAY, folders=[tmp_path]).known.text()):
        assert "hardheid" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["laws", "--on", DAY], f"{LAW}: Wet op de zorgtoeslag (wet)"),
        (["show", LAW, "2", "--on", DAY], "hoogte zorgtoeslag is:"),
        (["show", LAW, "--between", "2025-01-01", DAY], "€ 141.896,00 -> € 146.011,00"),
    ],
)
def test_the_command_line_says_what_the_face_says(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 0
    text = capsys.readouterr().out
    assert said in text
    assert run([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_wrong_command_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", LAW, "--on", DAY, "--between", DAY, DAY]) == USAGE_ERROR
    assert run(["show", "wet_op_de_zorgtoeslach"]) == 1
    assert "bedoelde u 'wet_op_de_zorgtoeslag'" in capsys.readouterr().err
