"""The addresses of the workbench. Everything that was moved is in the query, so that an address can be sent on."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.workbench import views
from uitvoerbaar.desk.workbench.rule import views as rule

urlpatterns = [
    *twins("werkbank", views.pick, "workbench"),
    *twins("werkbank/<str:law>", views.of_law, "workbench-law"),
    *twins("werkbank/<str:law>/artikel/<str:number>", views.article, "workbench-article"),
    path("werkbank/<str:law>/artikel/<str:number>/cijfers", views.figures, name="workbench-figures"),
    path("werkbank/<str:law>/artikel/<str:number>/verloop", views.along, name="workbench-along"),
    path("werkbank/<str:law>/artikel/<str:number>/bewijzen", views.proofs, name="workbench-proofs"),
    path("werkbank/<str:law>/artikel/<str:number>/voorstel.zip", views.download, name="workbench-download"),
    twins("werkbank/<str:law>/artikel/<str:number>/regel", rule.twin, "workbench-rule")[0],
    path("werkbank/<str:law>/artikel/<str:number>/regel", rule.answer, name="workbench-rule"),
    path("werkbank/<str:law>/artikel/<str:number>/regel/uitkomst", rule.panel, name="workbench-rule-answer"),
    path("werkbank/<str:law>/artikel/<str:number>/regel/bewijzen", rule.proofs, name="workbench-rule-proofs"),
    path("werkbank/<str:law>/artikel/<str:number>/regel/voorstel.zip", rule.download, name="workbench-rule-download"),
]
