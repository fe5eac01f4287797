"""`/queue`: what waits for the moderators."""
