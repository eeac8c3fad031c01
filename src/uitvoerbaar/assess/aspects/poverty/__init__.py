"""Who lives below the low-income line and the poverty line, before and after."""
