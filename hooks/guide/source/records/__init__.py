"""YAML to records: reading with places, validation, blanks."""
