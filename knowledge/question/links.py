"""Links: every way of writing an address in one form, and the addresses that stand in a message."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, unquote_to_bytes, urlencode, urlsplit

from knowledge.text.characters import LETTERS, MARKS

# A quotation mark belongs to an address where a letter follows: "..._"El_Chapo"_Guzmán", "Hobson's_choice".
_REST = r"(?:[^\s<>\"']|[\"'](?=\w))"
# After a slash it stands inside another address, as in an archive's.
_LINK = re.compile(rf"<?(?<!/)\bhttps?://{_REST}++>?", re.IGNORECASE)
# Addresses without a scheme, where a path follows: "example.org/path". Abbreviations and fractions have no such ending.
_ENDINGS = (
    "com|org|net|info|biz|edu|gov|mil|int|news|online|site|press|media|blog|live|today|world|xyz|app|dev|wiki|[a-z]{2}"
    rf"|xn--[a-z0-9-]{{2,40}}|(?![a-z]){LETTERS}"
)
_BARE_LINK = re.compile(
    rf"(?<![\w@./-])(?:[\w{MARKS}-]{{1,63}}\.){{1,5}}(?:{_ENDINGS})(?::\d{{1,5}})?/\S*", re.IGNORECASE
)
_SCHEME = re.compile(r"(?:https?:)?/{1,2}(?=[^/])", re.IGNORECASE)

# What follows an address in a sentence, or closes what it stands in. A bracket is part of it when it was opened there.
CLOSING = ").,!?;:]}>*|`~\"'“”’»›…。、，！？；：）】」』।؟،"
_OPENED = {")": "(", "]": "[", "}": "{", ">": "<", "）": "（", "】": "【", "」": "「", "』": "『", "»": "«", "›": "‹"}

# Copies that an archive or a cache keeps, and pages that only lead on: the address itself stands behind these.
_COPIES = re.compile(
    r"(?:web\.archive\.org/(?:web/)?(?:\d{1,14}\*?|\*)(?:[a-z]{2}_)?/"
    r"|archive\.(?:ph|today|is|li|md|fo|vn)/(?:\d{4}[\d.-]{0,16}|newest|oldest|timegate|o/\w{1,12})/"
    r"|(?:www\.)?webcitation\.org/query\?url=|(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?"
    r"|(?:www\.)?google\.[a-z.]{2,6}/url\?(?:\w{1,12}=[^&]{0,200}&){0,6}(?:q|url)="
    r"|lm?\.facebook\.com/l\.php\?u=|[a-z0-9-]{1,63}\.cdn\.ampproject\.org/[a-z]/(?:s/)?)(?=\S)",
    re.IGNORECASE,
)
# What follows the address where it is a parameter.
_AS_PARAMETER = re.compile(r"[&?][^/]{0,999}\Z")
_MOST_COPIES = 3

_FRONT_LABELS = frozenset({"www", "m", "amp", "mobile", "touch"})
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp|shtml)\Z", re.IGNORECASE)
_AMP = re.compile(r"^/amp(?=/.)|/amp/?\Z|(?<=\.)amp\.(?=html?\Z)", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/]{0,200}\Z", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")
_DEFAULT_PORTS = frozenset({None, 80, 443})
_TRACKING = re.compile(
    r"(?:utm_|fb_|mc_|cmp|ref_|igsh|_hs|hsa_|oly_|vero_|wt\.|at_|ns_|guc|__twitter)"
    r"|(?:fbclid|gclid|dclid|yclid|twclid|ttclid|msclkid|gbraid|wbraid|gclsrc|ref|referrer|mkt_tok|_ga|_gl|ito|xtor"
    r"|ocid|smid|spm|trk|srsltid|sfnsn|mibextid|amp|amp_js_v|usqp|outputtype|share|share_id|shared|taid|si)\Z",
    re.IGNORECASE,
)
# A blog's page for phones.
_PHONE = frozenset({("m", "0"), ("m", "1")})
# Escapes that would be read otherwise if they were not escaped.
_ESCAPED = str.maketrans({"%": "%25", "?": "%3F", "#": "%23", " ": "%20"})


def links_in(text: str) -> tuple[str, ...]:
    """Return the addresses in a text as `plain_link` gives them, without repeats; those without a scheme come last."""
    found = [plain_link(link) for link in _LINK.findall(text)]
    if "/" in text:
        found += [plain_link(link) for link in _BARE_LINK.findall(_LINK.sub(" ", text))]
    return tuple(dict.fromkeys(link for link in found if link))


def without_links(text: str) -> str:
    """Return a text without its addresses; what closes a sentence or a bracket after one stays."""
    text = _LINK.sub(_after_link, text)
    return _BARE_LINK.sub(_after_link, text) if "/" in text else text


def plain_link(link: str) -> str:
    """Return an address as all writings of it share it.

    That is without scheme, `www.`, `m.`, default port, tracking, fragment, final slash and what closes a sentence; with
    letters in place of escapes, parameters by the alphabet, and the address itself in place of an archive's copy.
    """
    link = unicodedata.normalize("NFC", link.encode("utf-8", "ignore").decode().strip())
    link = _without_closing(link.removeprefix("<"))
    for _ in range(_MOST_COPIES):
        bare = _SCHEME.sub("", link, count=1) if _SCHEME.match(link) else link
        copy = _COPIES.match(bare)
        if copy is None:
            break
        link = bare[copy.end() :]
        if "?" in copy.group():
            link = _AS_PARAMETER.sub("", link)
        if not _SCHEME.match(link) and "%" in link.split("/", 1)[0]:
            link = _decoded(link)
    bare = _SCHEME.sub("", link, count=1) if _SCHEME.match(link) else link
    try:
        parts = urlsplit(f"//{bare}")
        host = _host(parts.hostname or "")
        port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    except ValueError:
        return link.lower()
    return f"{host}{port}{_path(parts)}{_query(parts.query)}"


def _after_link(match: re.Match[str]) -> str:
    # What closes a sentence or a bracket stays, so that a link at the end of a sentence does not join it to the next.
    link = match.group().strip("<>")
    return " " + link[len(_without_closing(link)) :]


def _without_closing(link: str) -> str:
    least = len(link.rstrip(CLOSING))
    end = len(link)
    if least == end:
        return link
    spare = {
        closing: link.count(closing) - link.count(opening)
        for closing, opening in _OPENED.items()
        if closing in link[least:]
    }
    while end > least and spare.get(link[end - 1], 1) > 0:
        end -= 1
        if link[end] in spare:
            spare[link[end]] -= 1
    return link[:end]


def _decoded(text: str) -> str:
    # Old pages escaped their own code page; what is no UTF-8 is read as Latin letters.
    escaped = unquote_to_bytes(text)
    try:
        decoded = escaped.decode("utf-8")
    except UnicodeDecodeError:
        decoded = escaped.decode("latin-1")
    return unicodedata.normalize("NFC", decoded)


def _host(written: str) -> str:
    host = unicodedata.normalize("NFKC", _decoded(written)).lower().replace("。", ".").strip(".")
    labels = [_label(label) for label in host.split(".")]
    for place, label in enumerate(labels[:-2]):
        # "en.m.wikipedia.org" is "en.wikipedia.org".
        if label in _FRONT_LABELS and place < 2:
            labels[place] = ""
    return ".".join(label for label in labels if label)


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return unicodedata.normalize("NFKC", label[4:].encode("ascii").decode("punycode")).lower()
    except UnicodeError:
        return label


def _path(parts: SplitResult) -> str:
    path = _SLASHES.sub("/", _SESSION.sub("", _decoded(parts.path)))
    path = _INDEX.sub("/", _AMP.sub("", path))
    return _without_closing(path.rstrip("/")).rstrip("/").translate(_ESCAPED)


def _query(query: str) -> str:
    parameters = parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True)
    kept = [one for one in parameters if not _TRACKING.match(one[0]) and one not in _PHONE]
    return f"?{urlencode(sorted(kept))}" if kept else ""
