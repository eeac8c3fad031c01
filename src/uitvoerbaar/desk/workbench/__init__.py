"""The workbench: take hold of a number in the text of an article and see the whole country move."""
