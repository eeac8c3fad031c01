"""The only place that makes and uses one-time addresses."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from uitvoerbaar.desk.accounts.models import Invitation

OWNER = "eigenaar"
LIFE = timedelta(minutes=15)
_BYTES = 32


def invite() -> str:
    """The secret of a new one-time address. Addresses that nobody used and that have expired are removed."""
    now = timezone.now()
    Invitation.objects.filter(expires__lt=now).delete()
    secret = secrets.token_urlsafe(_BYTES)
    Invitation.objects.create(digest=_digest(secret), expires=now + LIFE)
    return secret


def accept(secret: str) -> User | None:
    """The owner, for a secret that is good; None for one that is not, has been used or has expired.

    Of two requests at once with the same secret one gets in: the row is claimed by a single update.
    """
    now = timezone.now()
    with transaction.atomic():
        good = Invitation.objects.filter(digest=_digest(secret), used=None, expires__gte=now)
        if not good.update(used=now):
            return None
        owner, fresh = User.objects.get_or_create(username=OWNER)
        if fresh:
            owner.set_unusable_password()
            owner.save()
    return owner


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
