"""An article: its words, its rule in three forms, its numbers, what it reads and what reads it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from uitvoerbaar.base.language import tr
from uitvoerbaar.desk.laws.asked import article_of, asked_day
from uitvoerbaar.desk.laws.corpus import graph_on, laws_on
from uitvoerbaar.desk.laws.course import draw_course
from uitvoerbaar.desk.laws.graph_drawing import drawing_of, told_ties
from uitvoerbaar.desk.laws.places import article_address, bench_address, law_address, rule_address, years_address
from uitvoerbaar.desk.laws.yaml_source import marked_yaml
from uitvoerbaar.desk.pages import Page
from uitvoerbaar.face.article_inside import ArticleInside, article_inside
from uitvoerbaar.face.law_graph import ARTICLE, FIELD, READS, LawGraph, Place
from uitvoerbaar.face.laws import Laws
from uitvoerbaar.face.layers import layer_words
from uitvoerbaar.face.live import article_dials
from uitvoerbaar.face.words import law_words, name_words


def article(request: HttpRequest, law: str, number: str) -> Page:
    """An article on a day."""
    of = laws_on(asked_day(request))
    found = article_of(of, law, number)
    inside, graph = article_inside(of, law, number), graph_on(of.on)
    here = Place(ARTICLE, law, number)
    takes, gives = told_ties(graph, graph.takes(here), "giver"), told_ties(graph, graph.gives(here), "taker")
    name = law_words(found.law, found.law_name)
    data = {
        "day": of.on,
        "article": found.as_json(),
        "inside": inside.as_json(),
        "takes": takes,
        "gives": gives,
        "registers": [tie for tie in takes if tie["kind"] == FIELD],
    }
    context = {
        "shown": found,
        "yaml": marked_yaml(inside.yaml, inside.first_line),
        "trees": inside.trees,
        "links": _links(graph, here),
        "courses": _courses(inside, of.on),
        "drawing": drawing_of(graph, graph.around(here), here),
        "name": name,
        "words": name_words,
        "layer_words": layer_words,
        "open_terms": inside.open_terms,
        "rule_page": rule_address(law, number, of.on),
        "bench": bench_address(law, number, of.on) if article_dials(of, law, number) else "",
        "years": years_address(law, number, of.on),
        **_beside(of, law, number),
    }
    title = tr("{law}, artikel {number}", law=name, number=number)
    crumbs = ((tr("Wetten"), f"/wetten?op={of.on}"), (name, law_address(law, of.on)))
    return Page("laws/article.html.j2", title, data, context, crumbs)


def _links(graph: LawGraph, here: Place) -> dict[str, str]:
    """Of each name that the rule reads from an article: where that is."""
    ties = (tie for tie in graph.takes(here) if tie.how == READS and tie.giver.kind == ARTICLE)
    return {tie.what: article_address(tie.giver.law, tie.giver.name, graph.on) for tie in ties}


def _courses(inside: ArticleInside, day: str) -> dict[str, Any]:
    """The drawing of each number that changed, by its name."""
    drawn = {course.name: draw_course(course, day) for course in inside.courses}
    return {name: drawing for name, drawing in drawn.items() if drawing is not None}


def _beside(of: Laws, law: str, number: str) -> dict[str, str | None]:
    """The numbers of the articles before and after this one."""
    numbers = [each.number for each in of.corpus.select(law, of.on).articles]
    at = numbers.index(number)
    return {
        "previous": numbers[at - 1] if at else None,
        "following": numbers[at + 1] if at + 1 < len(numbers) else None,
    }
