"""What comes over the socket is bounded and is JSON; who does not know the secret gets nothing."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import socket
import struct
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.desk.compute import Compute
from uitvoerbaar.desk.compute.wire import CLIENT, KEY, SERVER, Link, NoMessage, read


@pytest.fixture
def pair() -> tuple[Link, Link]:
    """Two ends of a connection."""
    one, other = socket.socketpair()
    return Link(one), Link(other)


def proven(
    one: Link, other: Link, keys: tuple[bytes, bytes], roles: tuple[bytes, bytes] = (SERVER, CLIENT)
) -> list[bool]:
    """Whether each end believes the other."""
    believed = [False, False]

    def prove(number: int, link: Link) -> None:
        try:
            link.prove(keys[number], roles[number])
            believed[number] = True
        except NoMessage:
            link.close()

    threads = [threading.Thread(target=prove, args=each) for each in ((0, one), (1, other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return believed


def test_two_that_know_the_secret_believe_each_other(pair: tuple[Link, Link]) -> None:
    assert proven(*pair, (b"k" * KEY, b"k" * KEY)) == [True, True]


def test_two_that_know_another_secret_do_not(pair: tuple[Link, Link]) -> None:
    assert proven(*pair, (b"k" * KEY, b"x" * KEY)) == [False, False]


def test_what_a_server_says_is_not_believed_when_it_is_said_back_to_it(pair: tuple[Link, Link]) -> None:
    assert proven(*pair, (b"k" * KEY, b"k" * KEY), (SERVER, SERVER)) == [False, False]


def raw(client: Compute) -> socket.socket:
    """A connection with the process on which nothing was said yet."""
    client.ask("ping", {}, "raw", 1)
    end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    end.settimeout(10.0)
    with client.place.address() as address:
        end.connect(address)
    return end


def link_with(client: Compute) -> Link:
    """A connection that knows the secret."""
    link = Link(raw(client))
    link.prove(client.place.key.read_bytes(), CLIENT)
    link.patient(10.0)
    link.receive()
    return link


def ask(link: Link, data: bytes) -> dict[str, Any]:
    link.send(data)
    return dict(json.loads(link.receive()))


def still_there(client: Compute) -> bool:
    return client.ask("ping", {"still": "here"}, "there", 1).parts == ({"still": "here"},)


class _Bomb:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


def test_a_pickle_is_never_loaded(client: Compute, tmp_path: Path) -> None:
    link = link_with(client)
    assert "error" in ask(link, pickle.dumps(_Bomb(tmp_path / "bang")))
    assert not (tmp_path / "bang").exists()
    assert "state" in ask(link, b'{"do": "ask", "kind": "ping", "arguments": {}, "who": "same link", "number": 1}')
    link.close()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"do": "dance"}',
        b'{"do": "ask"}',
        b'{"do": "ask", "kind": "ping", "arguments": {"a": NaN}, "who": "a", "number": 1}',
        b'{"do": "ask", "kind": "ping", "arguments": [], "who": "a", "number": 1}',
        b'{"do": "ask", "kind": "ping", "arguments": {}, "who": "a", "number": 1.5}',
        b'{"do": "ask", "kind": "ping", "arguments": {}, "who": "a", "number": true}',
        b'{"do": "ask", "kind": "ping", "arguments": {}, "who": "a", "number": 99999999999999999999}',
        b'{"do": "ask", "kind": ["ping"], "arguments": {}, "who": "a", "number": 1}',
        b'{"do": "ask", "kind": "population", "arguments": {"folder": 7}, "who": "a", "number": 1}',
        b'{"do": "ask", "kind": "population", "arguments": {"folder": "a\\u0000b"}, "who": "a", "number": 1}',
        b'{"do": "state"}',
        b'{"do": "state", "ticket": {}}',
        b'{"do": "state", "ticket": "x", "seen": -1}',
        b'{"do": "state", "ticket": "x", "patience": "long"}',
        b'{"do": "leave", "who": 5}',
        b'{"a":' * 100_000,
        b"[" * 100_000,
    ],
)
def test_a_message_that_is_none_is_refused_and_the_connection_goes_on(client: Compute, data: bytes) -> None:
    link = link_with(client)
    told = ask(link, data)
    assert told["error"]["nl"]
    assert told["error"]["en"]
    assert "state" in ask(link, b'{"do": "ask", "kind": "ping", "arguments": {}, "who": "same link", "number": 1}')
    link.close()


@pytest.mark.parametrize(
    "data",
    [
        struct.pack("!i", 2_000_000_000) + b"x",
        struct.pack("!i", -1) + struct.pack("!Q", 2**62),
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack("!i", KEY) + b"k" * KEY + struct.pack("!i", KEY) + b"k" * KEY,
        b"\x00",
        b"",
    ],
)
def test_who_does_not_know_the_secret_gets_nothing_and_hinders_nobody(client: Compute, data: bytes) -> None:
    end = raw(client)
    end.sendall(data)
    assert still_there(client)
    end.shutdown(socket.SHUT_WR)
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while more := end.recv(10_000):
            got += more
    assert len(got) <= 2 * (4 + KEY)
    end.close()


def test_a_message_larger_than_the_limit_ends_only_its_own_connection(client: Compute) -> None:
    link = link_with(client)
    with pytest.raises(NoMessage):
        ask(link, b"x" * 20_000_000)
    assert still_there(client)


def test_who_is_silent_hinders_nobody(client: Compute) -> None:
    silent = [raw(client) for _ in range(20)]
    began = time.monotonic()
    assert still_there(client)
    assert time.monotonic() - began < 5
    for end in silent:
        end.close()


def test_json_of_which_a_reader_could_make_something_else_is_refused() -> None:
    for data in (b'{"a": 1, "a": 2}', b'{"a": 1e400}', b'"text"'):
        with pytest.raises(UserError, match="rekenproces"):
            read(data)
