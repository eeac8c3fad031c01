"""The chain behind the decisions of each scheme, before and after."""
