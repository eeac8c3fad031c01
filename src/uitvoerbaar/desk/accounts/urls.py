"""The addresses of coming in and going out."""

from __future__ import annotations

from django.urls import path

from uitvoerbaar.desk.accounts import views

urlpatterns = [
    path("binnen/<str:secret>", views.enter, name="enter"),
    path("uit", views.leave, name="leave"),
]
