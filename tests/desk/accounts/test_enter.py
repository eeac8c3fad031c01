"""Coming in by an address that works once, for a short time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone


@pytest.fixture(autouse=True)
def nobody_was_here() -> Iterator[None]:
    """The tables of accounts are empty before and after."""
    from django.contrib.auth.models import User
    from django.contrib.sessions.models import Session

    from uitvoerbaar.desk.accounts.models import Invitation

    yield
    for table in (User, Session, Invitation):
        table.objects.all().delete()


def test_the_address_works_once_and_leaves_no_secret_in_the_bar(browser: Client) -> None:
    from uitvoerbaar.desk.accounts.service import OWNER, invite

    secret = invite()
    assert browser.head(f"/binnen/{secret}").status_code == 200  # a look ahead uses nothing up
    answer = browser.get(f"/binnen/{secret}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert browser.session["_auth_user_id"]
    from django.contrib.auth.models import User

    assert User.objects.get().username == OWNER
    assert not User.objects.get().has_usable_password()
    other = Client(SERVER_NAME="127.0.0.1")
    assert other.get(f"/binnen/{secret}").status_code == 403
    assert "_auth_user_id" not in other.session


def test_the_database_holds_no_secret() -> None:
    from uitvoerbaar.desk.accounts.models import Invitation
    from uitvoerbaar.desk.accounts.service import invite

    secret = invite()
    assert secret not in Invitation.objects.get().digest


def test_an_expired_address_does_not_work_and_is_swept(browser: Client) -> None:
    from uitvoerbaar.desk.accounts.models import Invitation
    from uitvoerbaar.desk.accounts.service import invite

    old = invite()
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert browser.get(f"/binnen/{old}").status_code == 403
    invite()
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("secret", ["x", "%00", "a" * 3_000, "%F0%9F%98%80"])
def test_what_was_never_given_does_not_work(browser: Client, secret: str) -> None:
    assert browser.get(f"/binnen/{secret}").status_code == 403


def test_going_out_is_a_form_with_its_own_token(browser: Client) -> None:
    from uitvoerbaar.desk.accounts.service import invite

    strict = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    strict.get(f"/binnen/{invite()}")
    assert strict.get("/uit").status_code == 405
    assert strict.post("/uit").status_code == 403
    assert "_auth_user_id" in strict.session
    browser.get(f"/binnen/{invite()}")
    assert browser.post("/uit").status_code == 302
    assert "_auth_user_id" not in browser.session
