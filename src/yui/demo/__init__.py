"""The demo region: a fictional prefecture with six towns, loaded by one command and removed by another.

Everything is written in `data/` (its README tells the keys). Dates there are relative to a reference day; loading moves
them so that the story ends today. Loading goes through the same actions that people use, with their hour in the past.
"""
