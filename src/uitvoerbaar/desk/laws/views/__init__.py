"""The pages of the laws: each finds what the address asks and hands it to a template and its twin."""
