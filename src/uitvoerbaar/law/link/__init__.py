"""From records to one graph: articles, sources, open terms, delegation."""
