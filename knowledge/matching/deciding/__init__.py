"""From candidates to an outcome, with its reasons."""
