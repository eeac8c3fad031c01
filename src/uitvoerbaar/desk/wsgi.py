"""The application as a server of WSGI starts it: `gunicorn uitvoerbaar.desk.wsgi`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from uitvoerbaar.base.environment import speak_as_asked

speak_as_asked()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "uitvoerbaar.desk.settings")
application = get_wsgi_application()
