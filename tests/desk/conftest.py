"""Django for the tests: settings of the program itself, a database in memory, a key of its own; nothing is left behind."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from unittest import mock

import django
import pytest
from django.test import Client

_OWN = {
    "DJANGO_SETTINGS_MODULE": "uitvoerbaar.desk.settings",
    "DATABASE_URL": "sqlite://:memory:",
    "UITVOERBAAR_SECRET_KEY": "a key for tests only, of more than fifty characters, with no use elsewhere",
}

with mock.patch.dict(os.environ, _OWN):
    django.setup()
time.tzset()  # Django sets the zone of the process; the environment is as it was


@pytest.fixture(scope="session", autouse=True)
def tables() -> Iterator[None]:
    """The tables of the database in memory."""
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", verbosity=0)
    yield
    connections.close_all()


@pytest.fixture
def browser() -> Client:
    """A browser on this machine that nobody has used yet."""
    return Client(SERVER_NAME="127.0.0.1")
