"""The addresses of the workbench. Everything that was moved is in the query, so that an address can be sent on."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.workbench import changes_page, views

urlpatterns = [
    *twins("werkbank", views.pick, "workbench"),
    # Names of pages before names of laws, which would take any word.
    *twins("werkbank/wijzigingen", changes_page.page, "workbench-changes"),
    path("werkbank/wijzigingen/voorstel.zip", changes_page.download, name="workbench-changes-download"),
    *twins("werkbank/<str:law>", views.of_law, "workbench-law"),
    *twins("werkbank/<str:law>/artikel/<str:number>", views.article, "workbench-article"),
    path("werkbank/<str:law>/artikel/<str:number>/cijfers", views.figures, name="workbench-figures"),
    path("werkbank/<str:law>/artikel/<str:number>/verloop", views.along, name="workbench-along"),
    path("werkbank/<str:law>/artikel/<str:number>/bewijzen", views.proofs, name="workbench-proofs"),
    path("werkbank/<str:law>/artikel/<str:number>/voorstel.zip", views.download, name="workbench-download"),
]
