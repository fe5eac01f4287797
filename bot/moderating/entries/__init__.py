"""`/entry`: entries as a whole."""
