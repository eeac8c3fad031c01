"""Django for the tests: settings of the program itself, a database in memory, a key of its own; nothing is left behind."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import django
import pytest
from django.test import Client

from tests.places import ROOT

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


@pytest.fixture(scope="module")
def answering(populations: Callable[[int, int], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of 3,000 households, with a compute process of this module that answers about them and is gone after it."""
    from uitvoerbaar.desk.serve import POPULATION
    from uitvoerbaar.desk.workbench import country

    folder = populations(3_000, 5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(POPULATION, str(folder))
        patch.setenv("UITVOERBAAR_DESK", str(tmp_path_factory.mktemp("desk")))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
        country._client.cache_clear()
        yield folder
        country.compute().end()
        country._client.cache_clear()


@pytest.fixture
def browser() -> Client:
    """A browser on this machine that nobody has used yet."""
    return Client(SERVER_NAME="127.0.0.1")
