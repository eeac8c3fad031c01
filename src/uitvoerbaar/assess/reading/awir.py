"""The laws by which allowances are settled and recovered, and their parameters."""

from __future__ import annotations

AWIR = "algemene_wet_inkomensafhankelijke_regelingen"
RULING = "uitvoeringsregeling_awir"
PROTECTION = "wetboek_van_burgerlijke_rechtsvordering"
DEBT = "terugvordering"
