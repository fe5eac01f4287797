"""What askers do: /ask, mentions and replies, and the buttons under an answer."""
