"""The addresses of the plan."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.plan import views

urlpatterns = [
    *twins("plan", views.page, "plan"),
    path("plan/uitkomst", views.outcome, name="plan-outcome"),
    path("plan/nieuw", views.send, name="plan-send"),
]
