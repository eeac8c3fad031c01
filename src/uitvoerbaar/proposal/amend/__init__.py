"""Changing a law file: a number, a cell of a table or a rule, with the text beside it, and the sentence that amends the law.

Everything here is pure: a law file and a change in, another law file out. Only `folder.py` writes.
"""
