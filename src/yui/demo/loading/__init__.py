"""Loading, room by room, in the order in which rooms depend on one another."""
