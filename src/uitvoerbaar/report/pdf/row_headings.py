"""Row headings of tables in a tagged PDF.

Typst tags only the cells of a table's header row as headings; it can mark others behind a switch of its own program
that its Python package does not have. So the tags are set afterwards, in an addition to the file (an incremental
update), and everything that Typst wrote stays as it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject


def with_row_headings(pdf: bytes, headed: Sequence[bool]) -> bytes:
    """The PDF in which the first cell of a row is a heading of that row (TH, scope Row) where `headed` says so;
    the other cells of the row name it among their headings.

    `headed` has one entry for every row of every table outside the table headers, in the order of the document.
    """
    writer = pypdf.PdfWriter(io.BytesIO(pdf), incremental=True)
    tree: Any = writer.root_object["/StructTreeRoot"]
    rows = list(_rows(tree))
    assert len(rows) == len(headed), "every row of the page is a row on paper"
    named: dict[bytes, Any] = {}
    for number, row in enumerate(row for row, has in zip(rows, headed, strict=True) if has):
        cell, *others = _kids(row)
        name = ByteStringObject(f"row-{number}".encode())
        cell[NameObject("/S")] = NameObject("/TH")
        cell[NameObject("/ID")] = name
        _of_table(cell)[NameObject("/Scope")] = NameObject("/Row")
        named[bytes(name)] = cell.indirect_reference
        for other in others:
            _of_table(other)["/Headers"].append(name)
    tree[NameObject("/IDTree")] = _id_tree(dict(_named(tree.get("/IDTree", {}))) | named)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _of_table(cell: Any) -> Any:
    """What a cell says of its place in the table: its attributes of the owner Table, with the headings above it."""
    return next(entry for entry in cell["/A"] if entry["/O"] == "/Table")


def _named(node: Any) -> Iterator[tuple[bytes, Any]]:
    """The names of elements in a name tree, with the elements."""
    names = node.get("/Names", [])
    for at in range(0, len(names), 2):
        yield _bytes(names[at]), names[at + 1]
    for kid in node.get("/Kids", []):
        yield from _named(kid.get_object())


def _bytes(name: Any) -> bytes:
    return name.original_bytes if isinstance(name, TextStringObject) else bytes(name)


def _id_tree(named: dict[bytes, Any]) -> DictionaryObject:
    """A name tree of one node, in the order that PDF asks for."""
    pairs = [part for name in sorted(named) for part in (ByteStringObject(name), named[name])]
    return DictionaryObject({NameObject("/Names"): ArrayObject(pairs)})


def _rows(root: Any) -> Iterator[Any]:
    """The rows of all tables below an element, but for header rows, from the first to the last."""
    stack = [(root, "")]
    while stack:
        element, above = stack.pop()
        kind = element.get("/S", "")
        if kind == "/TR" and above != "/THead":
            yield element
        else:
            stack += [(kid, kind) for kid in reversed(_kids(element))]


def _kids(element: Any) -> list[Any]:
    """The elements right below an element; marked content has none."""
    below = element.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    kids = below if isinstance(below, list) else [below]
    found = (kid.get_object() if hasattr(kid, "get_object") else kid for kid in kids)
    return [kid for kid in found if isinstance(kid, dict)]
