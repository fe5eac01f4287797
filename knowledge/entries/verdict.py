"""The scale of verdicts: a fixed set, each with a word, a sign, a definition, a colour and a ClaimReview rating."""

from __future__ import annotations

import enum


class Verdict(enum.Enum):
    """What the evidence says about a claim as the entry words it. The value is the form in files and in the store."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MIXED = "mixed"
    UNPROVEN = "unproven"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    OUTDATED = "outdated"

    @property
    def word(self) -> str:
        """The verdict as people read it, such as `mostly false`."""
        return self.value.replace("-", " ")

    @property
    def sign(self) -> str:
        """One character that goes before the word; a second cue beside the word, never alone."""
        return _SCALE[self][0]

    @property
    def definition(self) -> str:
        """One line: when this verdict is given."""
        return _SCALE[self][1]

    @property
    def colour(self) -> int:
        """The colour of the answer's edge, as 0xRRGGBB; apart enough for the common kinds of colour blindness."""
        return _SCALE[self][2]

    @property
    def rating(self) -> int:
        """The ClaimReview `ratingValue`, from 1 (false) to 5 (true); 0 stands for a claim that cannot be rated so."""
        return _SCALE[self][3]

    @classmethod
    def parse(cls, text: str) -> Verdict:
        """Read a verdict, `mostly-false` or `mostly false`; raise ValueError for anything else."""
        return cls(text.strip().lower().replace(" ", "-").replace("_", "-"))


_SCALE: dict[Verdict, tuple[str, str, int, int]] = {
    Verdict.TRUE: ("✔", "The evidence bears the claim out, and nothing that matters is missing.", 0x1A7F5A, 5),
    Verdict.MOSTLY_TRUE: ("✔", "The claim holds in substance; a detail is wrong or needs more context.", 0x5BA56B, 4),
    Verdict.MIXED: ("◐", "Parts of the claim hold and other parts do not.", 0xC9A227, 3),
    Verdict.UNPROVEN: ("?", "The evidence offered is too weak to say yes or no.", 0x7A7F87, 0),
    Verdict.MISLEADING: ("≈", "It rests on something real and leads to a wrong conclusion.", 0xD9822B, 2),
    Verdict.MOSTLY_FALSE: ("✘", "The claim fails in substance, though something in it is right.", 0xC2553A, 2),
    Verdict.FALSE: ("✘", "The evidence contradicts the claim.", 0xA4262C, 1),
    Verdict.OUTDATED: ("⌛", "It was so once, and is no longer.", 0x4B6EA9, 0),
}
