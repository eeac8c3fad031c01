"""The addresses of the workbench. Everything that was moved is in the query, so that an address can be sent on."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.workbench import behind, changes_page, leaving, panels, solving, strip, views
from uitvoerbaar.desk.workbench.rule import views as rule
from uitvoerbaar.desk.workbench.years import views as years

_PEOPLE = "werkbank/<str:law>/artikel/<str:number>/huishoudens"
_PART = "werkbank/<str:law>/artikel/<str:number>/onderdeel"

urlpatterns = [
    *twins("werkbank", views.pick, "workbench"),
    # Names of pages before names of laws, which would take any word.
    *twins("werkbank/wijzigingen", changes_page.page, "workbench-changes"),
    path("werkbank/weg", leaving.left, name="workbench-left"),
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
    twins(f"{_PEOPLE}/<int:who>", behind.household, "workbench-household")[0],
    path(f"{_PEOPLE}/<int:who>", behind.household_page, name="workbench-household"),
    path(f"{_PEOPLE}/<int:who>/huishouden.yaml", behind.keep, {"kind": "yaml"}, name="workbench-persona"),
    path(f"{_PEOPLE}/<int:who>/huishouden.feature", behind.keep, {"kind": "feature"}, name="workbench-scenario"),
    twins(_PEOPLE, behind.households, "workbench-households")[0],
    path(_PEOPLE, behind.households_page, name="workbench-households"),
    twins(f"{_PART}/<str:panel>", panels.panel_of, "workbench-panel")[0],
    path(f"{_PART}/<str:panel>", panels.panel_page, name="workbench-panel"),
    path("werkbank/<str:law>/artikel/<str:number>/voorstel.zip", views.download, name="workbench-download"),
    twins("werkbank/<str:law>/artikel/<str:number>/jaren", years.twin, "workbench-years")[0],
    path("werkbank/<str:law>/artikel/<str:number>/jaren", years.answer, name="workbench-years"),
    path("werkbank/<str:law>/artikel/<str:number>/jaren/cijfers", years.figures, name="workbench-years-figures"),
    path("werkbank/<str:law>/artikel/<str:number>/jaren/voorstel.zip", years.download, name="workbench-years-download"),
    twins("werkbank/<str:law>/artikel/<str:number>/regel", rule.twin, "workbench-rule")[0],
    path("werkbank/<str:law>/artikel/<str:number>/regel", rule.answer, name="workbench-rule"),
    path("werkbank/<str:law>/artikel/<str:number>/regel/uitkomst", rule.panel, name="workbench-rule-answer"),
    path("werkbank/<str:law>/artikel/<str:number>/regel/bewijzen", rule.proofs, name="workbench-rule-proofs"),
    path("werkbank/<str:law>/artikel/<str:number>/regel/voorstel.zip", rule.download, name="workbench-rule-download"),
]
