"""The addresses of receipts."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.pages import twins
from uitvoerbaar.desk.receipts import views

urlpatterns = [
    *twins("werkbank/bewijs", views.page, "receipt"),
    path("werkbank/bewijs/uitkomst", views.outcome, name="receipt-outcome"),
]
