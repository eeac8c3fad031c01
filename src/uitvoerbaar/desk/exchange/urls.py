"""The addresses of exchanging laws."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.exchange import views
from uitvoerbaar.desk.pages import twins

urlpatterns = [
    *twins("uitwisselen", views.overview, "exchange"),
    path("uitwisselen/wetten.zip", views.take, name="exchange-take"),
    path("uitwisselen/nieuw", views.send, name="exchange-send"),
    *twins("uitwisselen/<slug:name>", views.laws, "exchange-laws"),
    path("uitwisselen/<slug:name>/toets", views.assess, name="exchange-assess"),
    path("uitwisselen/<slug:name>/weg", views.remove, name="exchange-remove"),
]
