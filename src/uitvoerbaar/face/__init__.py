"""The public face of the package: what notebooks, the command line and web pages call. `uitvoerbaar/__init__.py` hands it on."""
