"""The addresses of variants."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.variants import views

urlpatterns = [
    *twins("werkbank/varianten", views.page, "variants"),
    path("werkbank/varianten/uitkomst", views.outcome, name="variants-outcome"),
]
