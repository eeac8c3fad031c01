"""The country under a rewritten rule: the law of a day made ready on some people, and each changed text set beside it.

The figures have the shape of those of a moved number (`face.live.told`), so that a page shows both alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from uitvoerbaar.assess.effect import not_computable
from uitvoerbaar.assess.live.ground import Ground, ground_on
from uitvoerbaar.assess.live.why import why_still
from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import tr
from uitvoerbaar.base.limits import RULE_ROWS
from uitvoerbaar.base.text import Text
from uitvoerbaar.engine.batch.finisher import asking
from uitvoerbaar.face.live import Watch, told
from uitvoerbaar.population import Population


class RuleGround:
    """The law of a day on a population (a year's people are handed out by `people`), ready for changed texts.

    `compiled` where there are so many people that compiling each changed law pays. Raises UserError where net income cannot be
    computed on that day.
    """

    def __init__(self, day: str, people: Callable[[int], Population], *, compiled: bool) -> None:
        self._ground: Ground = ground_on(day, people, compiled=compiled)

    def answer(
        self,
        files: Mapping[str, Path],
        law: str,
        article: str,
        check: Callable[[], None],
        watch: Watch | None = None,
    ) -> dict[str, Any]:
        """All figures with changed law files (by law) laid over the law, as JSON values; `check` may stop the work.

        `why` tells why nothing changes, for `article` of `law`; None when something does. Raises UserError where a law cannot be
        linked, or net income cannot be computed any more.
        """
        check()
        with asking(_Counted(check)):
            ctx = self._ground.beside([files[name] for name in sorted(files)], watch)
            check()
            found = told(self._ground.answer(ctx))
            check()
            why = why_still(ctx, law, article, files[law]) if law in files else None
            lost = not_computable(ctx)
        return {
            **found,
            "reaches": [],
            "reaches_not": [],
            "lost": None if lost is None else _words(lost),
            "why": None
            if why is None
            else {"reason": why.reason, "proven": why.proven, "schemes": [_words(name) for name in why.schemes]},
        }


class _Counted:
    """Asks whether to stop before each person that is run step by step, and refuses more of them than a page waits for."""

    def __init__(self, check: Callable[[], None]) -> None:
        self.check, self.most, self.rows = check, RULE_ROWS.most, 0

    def __call__(self) -> None:
        self.check()
        self.rows += 1
        if self.rows > self.most:
            told = tr("deze regel laat veel over aan het rekenen stap voor stap: {told}", told=RULE_ROWS.told())
            hint = tr("rond af waar de wet deelt, zorg dat elk geval een uitkomst heeft, of toets het voorstel als zip")
            raise UserError(f"{told} ({hint})", hint=hint)


def _words(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": str(text.en)}
