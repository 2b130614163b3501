"""Decisions of the room, over plain values."""
