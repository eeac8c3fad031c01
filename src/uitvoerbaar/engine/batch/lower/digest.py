"""What nodes of a graph say, as a short hash: equal expressions have the same, in whatever graph and run they stand."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from uitvoerbaar.base.source_hash import source_hash
from uitvoerbaar.law.graph import FieldSpec, Node, topological

_BYTES = 20


class Digests:
    """Hashes of the nodes of one graph, each made once."""

    def __init__(self) -> None:
        self._made: dict[int, bytes] = {}
        self._specs: dict[int, tuple[FieldSpec, bytes]] = {}

    def branch(self) -> Digests:
        """Those of a branch of the graph: what is known serves again, and what is added is not known here."""
        made = Digests()
        made._made, made._specs = dict(self._made), dict(self._specs)
        return made

    def of(self, nodes: Mapping[str, Node]) -> str:
        """A hash of named nodes: their names, in this order, and everything that a lowering looks at in them."""
        made = self._made
        for node in topological(nodes.values(), made):
            about = f"{node.op}\0{node.payload!r}\0".encode()
            args = b"".join([made[arg.id] for arg in node.args])
            made[node.id] = blake2b(about + self._spec(node.spec) + args, digest_size=_BYTES).digest()
        whole = blake2b(LOADED.encode(), digest_size=_BYTES)
        for name, node in nodes.items():
            whole.update(name.encode() + b"\0" + made[node.id])
        return whole.hexdigest()

    def _spec(self, spec: FieldSpec | None) -> bytes:
        """The catalogue's words on a field; most nodes have none, and many fields the same."""
        if spec is None:
            return b"-"
        if id(spec) not in self._specs:
            self._specs[id(spec)] = spec, blake2b(repr(spec).encode(), digest_size=_BYTES).digest()
        return self._specs[id(spec)][1]


def lowering_source() -> str:
    """A hash of the code that a lowering comes from: what is inferred of nodes, what they mean, and how they are lowered."""
    package = Path(__file__).parents[3]
    rooms = ("engine/batch", "engine/reference", "law/graph", "law/registers")
    return " ".join(source_hash(package / room) for room in rooms)


LOADED = lowering_source()
"""The code of this process, told when it is loaded. Asked later it could be that of a newer version put in its place while
this process goes on, and what the old code made would be kept under the name of the new."""
