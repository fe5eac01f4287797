"""Reading a question: cleaning, the claims inside a long message, names, numbers and polarity."""
