"""The version of this program, for every room; `uitvoerbaar.__version__` hands it on."""

__version__ = "0.1.0"
