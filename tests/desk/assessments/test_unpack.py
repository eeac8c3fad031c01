"""Zips that somebody sends: hostile ones leave nothing behind and say why; a good one comes out as it went in."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from uitvoerbaar.desk.assessments.unpack import Refused, unpack

GOOD = "p/proposal.yaml"


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files, in this order."""
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", method) as archive:
        warnings.simplefilter("ignore")
        for name, data in files:
            archive.writestr(name, data)
    return held.getvalue()


def special(name: str, kind: int, mode: int = 0o777) -> zipfile.ZipInfo:
    """An entry that is no plain file."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | mode) << 16
    return info


def lying() -> bytes:
    """A zip that says of a file of 30 MB that it is small."""
    made = bytearray(zipped((GOOD, b"id: x\n"), ("p/groot.yaml", bytes(30_000_000))))
    at = made.rfind(b"PK\x01\x02")
    struct.pack_into("<I", made, at + 24, 10)
    return bytes(made)


def encrypted() -> bytes:
    """A zip of which an entry says that it has a password."""
    made = bytearray(zipped((GOOD, b"id: x\n")))
    made[made.rfind(b"PK\x01\x02") + 8] |= 1
    made[made.find(b"PK\x03\x04") + 6] |= 1
    return bytes(made)


def broken() -> bytes:
    """A zip of which the packed bytes are wrong."""
    made = bytearray(zipped((GOOD, b"id: x\n" * 5_000)))
    made[60:70] = b"\xff" * 10
    return bytes(made)


def named_twice() -> bytes:
    """A zip of which an entry has another name in its list than before its bytes."""
    made = bytearray(zipped((GOOD, b"id: x\n"), ("p/goed.yaml", b"x")))
    at = made.rfind(b"p/goed.yaml")
    made[at : at + 11] = b"p/kwad.yaml"
    return bytes(made)


def beyond() -> bytes:
    """A zip that says of an entry that it is as large as can be written, and begins where nothing is."""
    made = bytearray(zipped((GOOD, b"id: x\n")))
    at = made.rfind(b"PK\x01\x02")
    struct.pack_into("<II", made, at + 20, 0xFFFFFFFE, 0xFFFFFFFE)
    struct.pack_into("<I", made, at + 42, 0x7FFFFFFF)
    return bytes(made)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "climbs": lambda: zipped((GOOD, b""), ("../../buiten.yaml", b"x")),
    "climbs from within": lambda: zipped((GOOD, b""), ("p/../../buiten.yaml", b"x")),
    "absolute": lambda: zipped((GOOD, b""), ("/tmp/buiten.yaml", b"x")),
    "backslash": lambda: zipped((GOOD, b""), ("..\\..\\buiten.yaml", b"x")),
    "drive": lambda: zipped((GOOD, b""), ("C:/buiten.yaml", b"x")),
    "a NUL in its name": lambda: zipped((GOOD, b"")).replace(b"p/proposal.yaml", b"p/proposa\x00.yaml"),
    "control characters": lambda: zipped((GOOD, b""), ("p/a\x1b[31m.yaml", b"x")),
    "turned writing": lambda: zipped((GOOD, b""), ("p/a\u202elmay.yaml", b"x")),
    "symbolic link": lambda: zipped((GOOD, b""), (special("p/weg.yaml", stat.S_IFLNK), b"/etc/passwd")),
    "link as a folder": lambda: zipped((special("p", stat.S_IFLNK), b"/tmp"), ("p/proposal.yaml", b"x")),
    "device": lambda: zipped((GOOD, b""), (special("p/dev.yaml", stat.S_IFCHR), b"")),
    "pipe": lambda: zipped((GOOD, b""), (special("p/pijp.yaml", stat.S_IFIFO), b"")),
    "bomb": lambda: zipped((GOOD, b""), ("p/bom.yaml", bytes(60_000_000))),
    "bomb in parts": lambda: zipped((GOOD, b""), *((f"p/{n}.yaml", bytes(3_000_000)) for n in range(8))),
    "lies about its size": lying,
    "many entries": lambda: zipped((GOOD, b""), *((f"p/{n}.yaml", b"") for n in range(300))),
    "deep": lambda: zipped((GOOD, b""), ("a/" * 40 + "x.yaml", b"x")),
    "long name": lambda: zipped((GOOD, b""), ("p/" + "a" * 4_000 + ".yaml", b"x")),
    "twice the same": lambda: zipped((GOOD, b"id: a"), (GOOD, b"id: b")),
    "the same but for capitals": lambda: zipped((GOOD, b"id: a"), ("p/Proposal.YAML", b"id: b")),
    "a file and a folder": lambda: zipped((GOOD, b""), ("p/x.yaml", b"x"), ("p/x.yaml/y.yaml", b"x")),
    "a program": lambda: zipped((GOOD, b""), ("p/install.sh", b"rm -rf ~")),
    "a page": lambda: zipped((GOOD, b""), ("p/x.html", b"<script>alert(1)</script>")),
    "a zip in a zip": lambda: zipped((GOOD, b""), ("p/x.zip", zipped(("y", b"")))),
    "password": encrypted,
    "another packing": lambda: zipped((GOOD, b"x" * 100), method=zipfile.ZIP_LZMA),
    "broken": broken,
    "cut off": lambda: zipped((GOOD, b"x" * 1_000))[:-30],
    "no zip": lambda: b"%PDF-1.4 nothing",
    "empty": lambda: b"",
    "empty zip": lambda: zipped(),
    "without a proposal": lambda: zipped(("p/wet.yaml", b"x")),
    "two proposals": lambda: zipped(("a/proposal.yaml", b"x"), ("b/proposal.yaml", b"x")),
    "too large": lambda: bytes(6_000_000),
    "another name inside": named_twice,
    "larger than can be": beyond,
    "forty thousand entries": lambda: zipped((GOOD, b""), *((f"p/{n}.yaml", b"") for n in range(40_000))),
    "folders without end": lambda: zipped((GOOD, b""), *((f"p/{n}/", b"") for n in range(300))),
    "written composed and in parts": lambda: zipped((GOOD, b""), ("p/\u00e9.yaml", b"a"), ("p/e\u0301.yaml", b"b")),
    "wide letters": lambda: zipped((GOOD, b"id: a"), ("p/\uff50roposal.yaml", b"x"), ("q/proposal.yaml", b"id: b")),
    "a letter of no width": lambda: zipped((GOOD, b""), ("p/wet\u200b.yaml", b"x")),
    "a point at the end": lambda: zipped((GOOD, b""), ("p/wet.yaml.", b"x")),
    "a space at the end": lambda: zipped((GOOD, b""), ("p/wet.yaml ", b"x")),
    "a table with a formula": lambda: zipped((GOOD, b""), ("p/data.csv", b"=cmd|' /C calc'!A1")),
    "a drawing": lambda: zipped((GOOD, b""), ("p/x.svg", b"<svg onload=alert(1)>")),
    "a page before it": lambda: b"<script>alert(1)</script>" + zipped((GOOD, b""), ("../x.yaml", b"x")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_refused_with_a_reason_and_writes_nothing_outside(name: str, tmp_path: Path) -> None:
    place = tmp_path / "diep" / "in"
    place.mkdir(parents=True)
    with pytest.raises(Refused) as refused:
        unpack(HOSTILE[name](), place)
    told = str(refused.value)
    assert len(told) > 20
    assert len(told) < 700
    assert str(tmp_path) not in told
    assert all(c.isprintable() for c in told)
    assert [
        path for path in tmp_path.rglob("*") if path not in (place, place.parent) and place not in path.parents
    ] == []
    assert not any(path.is_symlink() for path in tmp_path.rglob("*"))
    assert sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) <= 20_000_000


def test_a_good_zip_comes_out_as_it_went_in(tmp_path: Path) -> None:
    data = zipped(
        (GOOD, b"id: x\n"), ("p/laws/wet.yaml", b"$id: x\n"), ("__MACOSX/p/._wet.yaml", b"\0"), ("p/.DS_Store", b"\0")
    )
    found = unpack(data, tmp_path)
    assert found == tmp_path / "p"
    files = {path.relative_to(found).as_posix(): path.read_bytes() for path in found.rglob("*") if path.is_file()}
    assert files == {"proposal.yaml": b"id: x\n", "laws/wet.yaml": b"$id: x\n"}


def test_a_proposal_may_lie_at_the_top(tmp_path: Path) -> None:
    assert unpack(zipped(("proposal.yaml", b"id: x\n")), tmp_path) == tmp_path
