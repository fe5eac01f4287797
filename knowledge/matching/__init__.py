"""Matching: from a question that was read to the entry that is about exactly that claim, or to none."""
