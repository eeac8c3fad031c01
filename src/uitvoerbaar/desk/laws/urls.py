"""The addresses of the laws. A day is part of the query (`?op=2026-01-01`), so that every page of a day can be sent on."""

from __future__ import annotations

from uitvoerbaar.desk.laws.views import article, graph, laws, search
from uitvoerbaar.desk.pages import twins

urlpatterns = [
    *twins("", laws.home, "home"),
    *twins("wetten", laws.every, "laws"),
    *twins("wetten/<str:law>/verschil", laws.changes, "law-changes"),
    *twins("wetten/<str:law>/artikel/<str:number>", article.article, "article"),
    *twins("wetten/<str:law>", laws.one, "law"),
    *twins("zoeken", search.find, "search"),
    *twins("samenhang", graph.graph, "graph"),
]
