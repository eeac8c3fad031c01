"""The laws by which allowances are settled and recovered, and their parameters."""

from __future__ import annotations

AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
PARTNER = "toeslagpartner"
"""The file that names the partner whom the Awir sees."""
PARTNER_KEYS = ("toeslagpartner_bsn", "partner_bsn")
"""What articles 7 and 16 of the Awir call that person: the shipped text, and one that reads the register by itself."""
RULING = "uitvoeringsregeling_awir"
PROTECTION = "wetboek_van_burgerlijke_rechtsvordering"
DEBT = "terugvordering"
