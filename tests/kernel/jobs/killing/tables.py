"""The tables in which effects are counted; they have no constraint that could hide a second one."""

TABLES = ("killed_requests", "killed_effects", "killed_ledger_effects", "killed_long_effects")
