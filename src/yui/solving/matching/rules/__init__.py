"""The decisions of the room, as pure functions of plain values."""
