"""uitvoerbaar: test a policy before it is decided."""

__version__ = "0.1.0"
