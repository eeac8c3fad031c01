"""The lowering of outputs, as a batch asks it: found among what was kept, else made when somebody looks."""

from __future__ import annotations

from collections.abc import Mapping

from uitvoerbaar.base.once import cached_property
from uitvoerbaar.engine.batch.lower.digest import Digests
from uitvoerbaar.engine.batch.lower.kept import Kept, find, keep
from uitvoerbaar.engine.batch.lower.lowered import Lowered, Root
from uitvoerbaar.engine.batch.lower.mirror import Mirrored
from uitvoerbaar.engine.batch.lower.schema import Fact, Observed
from uitvoerbaar.law.graph import Node


class Lowering:
    """All kernels of some outputs for people with given columns; `everyone` when the rows are all persons."""

    def __init__(self, nodes: Mapping[str, Node], observed: Observed, everyone: bool) -> None:
        self.nodes, self.observed, self.everyone = nodes, observed, everyone

    @cached_property
    def name(self) -> str | None:
        """Under which it is kept: what its nodes say, for how many people. None for what is not kept.

        Programs for everyone may share work between partners in programs of their own: those are lowered each time.
        """
        if self.everyone:
            return None
        if isinstance(self.nodes, Mirrored):
            told, how = self.nodes.digests.of(self.nodes.before), "mutual"
        else:
            told, how = Digests().of(self.nodes), "plain"
        return f"{told}-{self.observed.people.n}-{how}"

    @cached_property
    def kept(self) -> Kept | None:
        """The same lowering of an earlier run."""
        return None if self.name is None else find(self.name, self.observed, self._before)

    @property
    def _before(self) -> dict[str, Node]:
        return dict(self.nodes.before if isinstance(self.nodes, Mirrored) else self.nodes)

    @cached_property
    def whole(self) -> Lowered:
        """The lowering itself. Raises UserError for a column that the people lack."""
        # Who looks at the values alone has not looked for what was kept; else the texts have their codes already.
        looked: Kept | None = vars(self).get("kept")
        return Lowered(self.nodes, self.observed, self.everyone, words=None if looked is None else looked.words)

    @property
    def used(self) -> Mapping[tuple[str, str], Fact]:
        """The columns that it reads."""
        return self.whole.used if self.kept is None else self.kept.used

    @property
    def words(self) -> Mapping[str, int]:
        """The texts of its programs by code."""
        return self.whole.words if self.kept is None else self.kept.words

    @property
    def roots(self) -> list[Root]:
        """The outputs, with all that is known of their values."""
        return self.whole.roots

    def keep(self, kept: Kept) -> None:
        """Keep what was made of it for later runs."""
        if self.name is not None:
            keep(self.name, kept)
