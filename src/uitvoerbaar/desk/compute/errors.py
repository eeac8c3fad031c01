"""What a client raises when there is no answer."""

from __future__ import annotations

from uitvoerbaar.base.errors import UserError


class ComputeDown(UserError):
    """The compute process cannot be started or does not answer; its log says why."""
