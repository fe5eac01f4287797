"""Typed alignment of a question with one wording of a claim: what each says that the other does not account for."""
