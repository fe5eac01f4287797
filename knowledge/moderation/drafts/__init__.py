"""A draft: what was typed, its states, and working on it."""
