"""A synthetic Netherlands made from published totals."""
