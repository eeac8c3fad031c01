"""One-time addresses. What is kept is a hash, so that who reads the database cannot come in with it."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Invitation(models.Model):
    """An address that signs the owner in, once, until it expires."""

    digest: models.CharField[str, str] = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret in the address, in hexadecimal."""
    expires: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    used: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
