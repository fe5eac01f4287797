"""Addresses of the web: which are links, which hosts they lead to, and texts that pretend to be one of them."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from knowledge.text.visibility import seen

_LINK = re.compile(r"[^\s<>\"'`{}|\\^\x00-\x20]+")
# The full stops that a client reads as one (RFC 3490, 3.1), and one that looks like it.
_STOPS = str.maketrans("。．｡․", "....")
_LABEL = re.compile(r"[\w-]+")
_IPV6 = re.compile(r"[0-9a-fA-F:.]+(?:%25[\w.~-]+)?")
_SCRIPTS_TOGETHER = (
    {"LATIN", "CJK", "HIRAGANA", "KATAKANA"},
    {"LATIN", "CJK", "BOPOMOFO"},
    {"LATIN", "CJK", "HANGUL"},
)
"""What is written together in one language (UTS 39, "highly restrictive"); any other mixture imitates."""

_LAST_LABELS = frozenset(
    """
    com org net gov edu mil int info biz name pro mobi news press media online site web app dev blog wiki tv live
    world today report network agency foundation museum xyz top club shop store space tech cloud digital social
    """.split()
)
_HOST = r"(?:[\w-]+\.)+[^\W\d_]{2,24}"
_WITH_SCHEME = re.compile(r"(?:https?:/{1,2}|www\.)([^\s/?#]+)", re.IGNORECASE)
_WITH_PATH = re.compile(rf"(?<![\w.@-])({_HOST})(?=(?::\d+)?/\S)")
_ALONE = re.compile(rf"[\W_]*({_HOST})[\W_]*")
_CLOSING = ".,:;!?)]}\"'»”’"


class LinkFault(enum.Enum):
    """What keeps a text from being a link; the value says it to people."""

    NOT_WHOLE = "it is no link"
    USERINFO = "it has a name before an @, so that it leads elsewhere than it looks"
    ODD_HOST = "its host has a character that no host has"
    MIXED_HOST = "its host mixes letters of several scripts, as an imitation does"


def is_link(text: str) -> bool:
    """Say whether the text is a whole http or https address that says where it leads (see `link_fault`)."""
    return link_fault(text) is None


def link_fault(text: str) -> LinkFault | None:
    """Return what keeps a text from being a link, None when it is one.

    A link has a host and no white space or quotes; no name or password before the host; and a host whose every label
    is written in one script.
    """
    if not _LINK.fullmatch(text):
        return LinkFault.NOT_WHOLE
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return LinkFault.NOT_WHOLE
    if parts.scheme not in ("http", "https") or not host or port == 0:
        return LinkFault.NOT_WHOLE
    if "@" in unicodedata.normalize("NFKC", parts.netloc):
        return LinkFault.USERINFO
    if parts.netloc.startswith("["):
        return None if _IPV6.fullmatch(host) else LinkFault.ODD_HOST
    labels = folded_host(host).removesuffix(".").split(".")
    if not all(_LABEL.fullmatch(label) and seen(label) == label for label in labels):
        return LinkFault.ODD_HOST
    return LinkFault.MIXED_HOST if any(_is_mixed(label) for label in labels) else None


def host_of(link: str) -> str:
    """Return the host of a link as a client reads it, in lower case and without `www.`; empty when it has none."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    return folded_host(host).removesuffix(".").removeprefix("www.")


def shown_host(link: str) -> str:
    """Return the host of a link so that it can be taken for no other: letters that are not Latin ones as punycode."""
    host = host_of(link)
    if all(character.isascii() for character in unicodedata.normalize("NFKD", host) if not _is_mark(character)):
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host.encode("ascii", "backslashreplace").decode("ascii")


def folded_host(host: str) -> str:
    """Return a host with other full stops, digits and letters folded to the plain ones, as a client does."""
    return unicodedata.normalize("NFKC", host.translate(_STOPS)).lower()


def pretended_host(text: str, links: Iterable[str]) -> str | None:
    """Return the host of an address that a text looks like, when none of the links leads there; else None.

    Looking like one: with a scheme or `www.`, with a path behind the host, or a host as the whole text.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_STOPS))
    words = " ".join(found for found in (seen(word) for word in plain.split()) if found)
    own = {host_of(link) for link in links}
    for host in _addresses(words):
        named = host.lower().removeprefix("www.")
        if not any(one == named or one.endswith(f".{named}") for one in own):
            return named
    return None


def _addresses(text: str) -> Iterable[str]:
    for found in _WITH_SCHEME.finditer(text):
        # Before an @ stands a name, whatever it looks like, and behind it the host.
        yield found[1].rpartition("@")[2].rpartition(":")[0] or found[1].rpartition("@")[2].rstrip(_CLOSING)
    yield from (found[1] for found in _WITH_PATH.finditer(text) if _is_last_label(found[1].rpartition(".")[2]))
    alone = _ALONE.fullmatch(text)
    if alone is not None and _is_last_label(alone[1].rpartition(".")[2]):
        yield alone[1]


def _is_last_label(label: str) -> bool:
    return len(label) == 2 or not label.isascii() or label.lower() in _LAST_LABELS


def _is_mixed(label: str) -> bool:
    scripts = {_script(character) for character in label if character.isalpha()} - {""}
    return len(scripts) > 1 and not any(scripts <= together for together in _SCRIPTS_TOGETHER)


def _script(character: str) -> str:
    # The name of a letter begins with its script; the long mark of Japanese belongs to two.
    first = unicodedata.name(character, "").partition(" ")[0]
    return {"IDEOGRAPHIC": "CJK", "KATAKANA-HIRAGANA": ""}.get(first, first)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"
