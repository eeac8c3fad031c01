"""Synthetic businesses, and a scheme for businesses run on them as a scheme for citizens is run on people."""
