"""What every request passes: the policy of what a page may load, the visitor's language and theme, and mistakes told as pages."""
