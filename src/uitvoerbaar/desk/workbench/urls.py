"""The addresses of the workbench. Everything that was moved is in the query, so that an address can be sent on."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.workbench import changes_page, solving, strip, views

urlpatterns = [
    *twins("werkbank", views.pick, "workbench"),
    # Names of pages before names of laws, which would take any word.
    *twins("werkbank/wijzigingen", changes_page.page, "workbench-changes"),
    path("werkbank/wijzigingen/voorstel.zip", changes_page.download, name="workbench-changes-download"),
    *twins("werkbank/<str:law>", views.of_law, "workbench-law"),
    *twins("werkbank/<str:law>/artikel/<str:number>", views.article, "workbench-article"),
    path("werkbank/<str:law>/artikel/<str:number>/cijfers", views.figures, name="workbench-figures"),
    *twins("werkbank/<str:law>/artikel/<str:number>/verloop", strip.page, "workbench-strip"),
    path("werkbank/<str:law>/artikel/<str:number>/verloop/strook", strip.panel, name="workbench-strip-panel"),
    path("werkbank/<str:law>/artikel/<str:number>/verloop.svg", strip.picture, name="workbench-strip-svg"),
    path("werkbank/<str:law>/artikel/<str:number>/verloop.csv", strip.table, name="workbench-strip-csv"),
    *twins("werkbank/<str:law>/artikel/<str:number>/oplossen", solving.page, "workbench-solve"),
    path("werkbank/<str:law>/artikel/<str:number>/oplossen/antwoord", solving.panel, name="workbench-solve-panel"),
    path("werkbank/<str:law>/artikel/<str:number>/bewijzen", views.proofs, name="workbench-proofs"),
    path("werkbank/<str:law>/artikel/<str:number>/voorstel.zip", views.download, name="workbench-download"),
]
