"""Laws in and out as a folder in the layout of RegelRecht: what was sent in beside ours, and ours to take along."""
