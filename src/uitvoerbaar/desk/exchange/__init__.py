"""Laws in and out as a folder in the layout of RegelRecht: ours to take along, those of others beside ours."""
