"""The tests: they read Dutch, whatever the language of the machine is."""

import os

os.environ["UITVOERBAAR_LANG"] = "nl"
