"""The addresses of the workbench. Everything that was moved is in the query, so that an address can be sent on."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.workbench import behind, panels, views

_PEOPLE = "werkbank/<str:law>/artikel/<str:number>/huishoudens"
_PART = "werkbank/<str:law>/artikel/<str:number>/onderdeel"

urlpatterns = [
    *twins("werkbank", views.pick, "workbench"),
    *twins("werkbank/<str:law>", views.of_law, "workbench-law"),
    *twins("werkbank/<str:law>/artikel/<str:number>", views.article, "workbench-article"),
    path("werkbank/<str:law>/artikel/<str:number>/cijfers", views.figures, name="workbench-figures"),
    path("werkbank/<str:law>/artikel/<str:number>/verloop", views.along, name="workbench-along"),
    path("werkbank/<str:law>/artikel/<str:number>/bewijzen", views.proofs, name="workbench-proofs"),
    twins(f"{_PEOPLE}/<int:who>", behind.household, "workbench-household")[0],
    path(f"{_PEOPLE}/<int:who>", behind.household_page, name="workbench-household"),
    path(f"{_PEOPLE}/<int:who>/huishouden.yaml", behind.keep, {"kind": "yaml"}, name="workbench-persona"),
    path(f"{_PEOPLE}/<int:who>/huishouden.feature", behind.keep, {"kind": "feature"}, name="workbench-scenario"),
    twins(_PEOPLE, behind.households, "workbench-households")[0],
    path(_PEOPLE, behind.households_page, name="workbench-households"),
    twins(f"{_PART}/<str:panel>", panels.panel_of, "workbench-panel")[0],
    path(f"{_PART}/<str:panel>", panels.panel_page, name="workbench-panel"),
    path("werkbank/<str:law>/artikel/<str:number>/voorstel.zip", views.download, name="workbench-download"),
]
