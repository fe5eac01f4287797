"""The bot as a whole: what it is made of, how it starts, runs and ends."""
