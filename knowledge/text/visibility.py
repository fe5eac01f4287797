"""Whether anything of a text can be seen: characters that show nothing hide behind a text that is not empty."""

from __future__ import annotations

import re
import unicodedata

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt), with the blank pattern of Braille, the marks of
# interlinear annotation, controls and every white space.
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
_BLANK = re.compile(f"[{_UNSEEN}]*")
_IGNORED = re.compile(f"[{_UNSEEN}]")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen: it is empty, or made of white space and invisible characters."""
    return _BLANK.fullmatch(text) is not None


def unseen_as_space(text: str) -> str:
    """Return the text with spaces for its invisible characters; line breaks stay."""
    return _IGNORED.sub(lambda found: found[0] if found[0].isspace() else " ", text)


def seen(text: str) -> str:
    """Return what can be seen of a text: white space and invisible characters are taken out."""
    return _IGNORED.sub("", text)


def has_unshown(text: str) -> bool:
    """Say whether a text has a control character, half of a character, or a mark that turns the order round."""
    # What Python calls printable has none of these; only a text with something else in it is looked through.
    return not text.isprintable() and any(
        unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") or character in _BIDI for character in text
    )
