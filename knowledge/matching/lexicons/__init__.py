"""Tables about words: how common they are, what they are like, what contradicts what."""
