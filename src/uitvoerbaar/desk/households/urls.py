"""The address of the household page. What is filled in is posted; an address may fill it in as well."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.households import views
from uitvoerbaar.desk.pages import twins

urlpatterns = [
    twins("huishouden", views.household, "household")[0],
    path("huishouden", views.answer, name="household"),
]
