"""Who carries out laws: service providers, provinces, water boards and municipalities, with every figure's source."""

from uitvoerbaar.delivery.organisations.hours import productive_hours
from uitvoerbaar.delivery.organisations.load import load_organisations
from uitvoerbaar.delivery.organisations.model import (
    LocalAuthority,
    Measure,
    Organisation,
    OrganisationFact,
    Organisations,
    SizeClass,
    UnknownOrganisationError,
)

__all__ = [
    "LocalAuthority",
    "Measure",
    "Organisation",
    "OrganisationFact",
    "Organisations",
    "SizeClass",
    "UnknownOrganisationError",
    "load_organisations",
    "productive_hours",
]
