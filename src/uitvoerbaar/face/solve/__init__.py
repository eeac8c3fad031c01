"""Which value of a number of the law does what is asked: costs nothing, has few losers, leaves nobody much worse off."""
