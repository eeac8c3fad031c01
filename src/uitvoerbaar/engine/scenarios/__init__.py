"""Scenarios of the RegelRecht format: reading feature files, running them on laws, writing a case as one."""
