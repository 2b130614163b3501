"""The shape of what people fill in. Meaning stays in rules and actions."""
