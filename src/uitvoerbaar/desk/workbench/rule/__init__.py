"""The rule of an article rewritten in the browser: as YAML, or by the forms of common changes."""
