"""Messages over a local socket: JSON, bounded, between two processes that know the same secret. Nothing is ever unpickled."""

from __future__ import annotations

import hmac
import json
import secrets
import socket
import struct
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import COMPUTE_MESSAGE_BYTES
from uitvoerbaar.base.strict_json import StrictJsonError, loads

KEY = 32
"""Bytes of a secret and of a challenge."""
SERVER, CLIENT = b"server", b"client"
HANDSHAKE = 5.0
"""Seconds in which the other side must show that it knows the secret."""
SENDING = 10.0
"""Seconds in which the other side must take what is sent to it."""
_AROUND = 100_000
"""Bytes of a message beside the parts of an answer."""


class NoMessage(Exception):
    """The other side is gone, or does not speak as it should; the connection is of no use any more."""


class Link:
    """One end of a connection."""

    def __init__(self, end: socket.socket) -> None:
        end.settimeout(None)
        _bound(end, socket.SO_SNDTIMEO, SENDING)
        self._socket = end
        self._connection: Connection[Any, Any] = Connection(end.detach())

    def patient(self, seconds: float | None) -> None:
        """Wait so long at most for the next bytes; None is for ever."""
        with socket.socket(fileno=self._connection.fileno()) as end:
            try:
                _bound(end, socket.SO_RCVTIMEO, seconds or 0.0)
            finally:
                end.detach()

    def send(self, data: bytes) -> None:
        """Send the bytes of a JSON value. Raises NoMessage."""
        try:
            self._connection.send_bytes(data)
        except (OSError, ValueError) as error:
            raise NoMessage from error

    def receive(self) -> bytes:
        """The bytes of the next message. Raises NoMessage, also for one that is larger than the limit."""
        try:
            return self._connection.recv_bytes(COMPUTE_MESSAGE_BYTES.most + _AROUND)
        except (OSError, EOFError) as error:
            raise NoMessage from error

    def close(self) -> None:
        """Let go; twice does no harm."""
        self._connection.close()

    def prove(self, key: bytes, role: bytes) -> None:
        """Show the other side that this one knows the key, and have it show the same. Raises NoMessage when it does not.

        HMAC-SHA256 over who speaks and both challenges, so that no answer can be used for another question.
        """
        other = CLIENT if role == SERVER else SERVER
        self.patient(HANDSHAKE)
        mine = secrets.token_bytes(KEY)
        self.send(mine)
        theirs = self.receive()
        if len(theirs) != KEY:
            raise NoMessage
        self.send(_proof(key, role, mine, theirs))
        if not hmac.compare_digest(self.receive(), _proof(key, other, theirs, mine)):
            raise NoMessage
        self.patient(None)


def _proof(key: bytes, role: bytes, own: bytes, other: bytes) -> bytes:
    return hmac.digest(key, role + own + other, "sha256")


def _bound(end: socket.socket, which: int, seconds: float) -> None:
    whole = int(seconds)
    end.setsockopt(socket.SOL_SOCKET, which, struct.pack("ll", whole, int((seconds - whole) * 1_000_000)))


def written(message: Mapping[str, Any]) -> bytes:
    """A message as bytes."""
    return json.dumps(message, ensure_ascii=False, allow_nan=False).encode()


def read(data: bytes) -> dict[str, Any]:
    """The message in bytes. Raises UserError for what is no JSON object."""
    try:
        value = loads(data.decode())
    except UnicodeDecodeError:
        raise UserError(tr("bericht aan het rekenproces: geen UTF-8")) from None
    except StrictJsonError as error:
        raise UserError(tr("bericht aan het rekenproces: {error}", error=error)) from None
    if not isinstance(value, dict):
        raise UserError(tr("bericht aan het rekenproces: geen JSON-object"))
    return value
