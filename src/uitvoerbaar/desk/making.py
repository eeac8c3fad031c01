"""The population that serve makes for itself, in a process beside the server: the pages are there at once.

First a small one is made, on which the workbench answers within seconds, then the one that stays.
"""

from __future__ import annotations

import os
import subprocess
import sys

from uitvoerbaar.base.errors import UserError
from uitvoerbaar.base.language import active, tr
from uitvoerbaar.face.population import CACHED_HOUSEHOLDS, cached_folder, cached_population, is_cached

MEANWHILE = "UITVOERBAAR_MEANWHILE"
"""The folder of the small population, as the environment names it while the other is made."""
SMALL = 3_000


def begin() -> subprocess.Popen[bytes] | None:
    """Make what is not there, beside this process; None when all is there.

    A population of another version is marked as gone first, so that nobody reads it while it is replaced.
    """
    if is_cached():
        return None
    for households in (CACHED_HOUSEHOLDS, SMALL):
        if not is_cached(households):
            (cached_folder(households) / "manifest.json").unlink(missing_ok=True)
    environ = {**os.environ, "UITVOERBAAR_LANG": active()}
    return subprocess.Popen([sys.executable, "-m", __name__], env=environ, stdin=subprocess.DEVNULL)


def main() -> int:
    """Make the small population and then the other; a reason instead of a traceback when that cannot be."""
    try:
        for households in (SMALL, CACHED_HOUSEHOLDS):
            cached_population(households)
    except UserError as error:
        print(tr("De bevolking is niet gemaakt: {reason}", reason=error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
