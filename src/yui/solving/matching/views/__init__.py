"""Pages of the room: coordinators', towns', suppliers'."""
