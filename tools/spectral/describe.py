"""Print the description of the API (OpenAPI) as an organisation serves it: over https, under a name of its own.

Usage: describe.py [FILE]; without, to standard output. Nothing is served and no database is opened.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

_SERVED = {
    "DJANGO_SETTINGS_MODULE": "uitvoerbaar.desk.settings",
    "DATABASE_URL": "sqlite://:memory:",
    "UITVOERBAAR_SECRET_KEY": "only to describe the interface, more than fifty letters, used for nothing else",
    "UITVOERBAAR_HOSTS": "toets.example.org",
    "UITVOERBAAR_HTTPS": "1",
}


def main(arguments: list[str]) -> None:
    """Write the description."""
    os.environ.update(_SERVED)
    import django

    django.setup()
    from uitvoerbaar.desk.api.urls import api

    text = json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False) + "\n"
    if arguments:
        Path(arguments[0]).parent.mkdir(parents=True, exist_ok=True)
        Path(arguments[0]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
