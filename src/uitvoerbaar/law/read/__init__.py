"""From the text of a law file to records: articles, rules, expressions."""
