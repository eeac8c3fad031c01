"""The addresses of assessments."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.assessments import views
from uitvoerbaar.desk.pages import twins

urlpatterns = [
    *twins("toetsen", views.overview, "assessments"),
    path("toetsen/nieuw", views.begin, name="assessments-begin"),
    *twins("toetsen/<slug:name>", views.assessment, "assessment"),
    path("toetsen/<slug:name>/stand", views.panel, name="assessment-standing"),
    path("toetsen/<slug:name>/rapport", views.report, name="assessment-report"),
    path("toetsen/<slug:name>/bestand/<str:file>", views.download, name="assessment-file"),
    path("toetsen/<slug:name>/opnieuw", views.again, name="assessment-again"),
    path("toetsen/<slug:name>/weg", views.remove, name="assessment-remove"),
]
