"""What every room stands on: errors, folders, YAML, dates, text in two languages, numbers. Knows no law."""
