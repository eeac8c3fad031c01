"""The accounts as an application of Django."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """The tables of `accounts`."""

    name = "uitvoerbaar.desk.accounts"
    label = "accounts"
