"""How far a figure can be off: sample, assumptions and calibration in one interval, and which assumptions move it most."""
