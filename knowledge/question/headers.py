"""What copying and passing on put around a message: mail and chat headers, "forwarded as received", "URGENT!!!"."""

from __future__ import annotations

import re

_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ \u202f\u00a0]?[ap]\.?[ \u00a0]?m\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
# Who wrote it: a name, a number or an address.
_WHO = r"[^\n:<>\[\]]{1,40}"
# "[12:04, 3/4/2021] +1 555 0100: ", "[3/4/21, 12:04:33] Ann: ", "3/4/21, 12:04 - Ann: ", "12:04 <ann> ",
# "Ann, [3 Mar 2021 at 12:04]:", "Ann — Today at 12:04", "[12:04] Ann: ".
_CHAT = re.compile(
    rf"^[ \t]*\u200e?(?:"
    rf"\[(?:{_CLOCK}, ?{_DAY}|{_DAY},? {_CLOCK}|{_CLOCK})\][ \t]*(?:<[^\n<>]{{1,40}}>|{_WHO}:)"
    rf"|{_DAY},? {_CLOCK} ?[-–] ?{_WHO}:"
    rf"|{_CLOCK} ?<[^\n<>]{{1,40}}>"
    rf"|{_WHO}, \[[^\n\[\]]{{0,30}}{_CLOCK}\]:?"
    rf"|{_WHO}[ \t][—–][ \t]?(?:(?:today|yesterday|hoy|ayer)(?: at| a las)? {_CLOCK}|{_DAY},? {_CLOCK})[ \t]*$"
    rf")[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)
# "On Wed, 3 Mar 2021 at 12:04, Ann <ann@example.org> wrote:", in some languages; it may be broken into two lines.
_MAIL_WROTE = re.compile(
    r"^[ \t>]*(?:on|el|am|le|il|em|op)\b[^\n:]{3,120}(?::\d{2}[^\n:]{0,80})?(?:\n[^\n:]{0,80})?"
    r"\b(?:wrote|writes|escribi[oó]|schrieb|a [eé]crit|ha scritto|escreveu|schreef)(?:[^\n:]{1,60})?\s?:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT = r"(?:subject|asunto|betreff|objet|assunto|oggetto)"
_MAIL_FIELD = re.compile(
    r"^[ \t>*]*(?:from|to|cc|bcc|sent|date|reply-to|de|para|enviado(?: el)?|fecha|von|an|gesendet|datum|à|envoyé|a"
    r"|data)\*?:(?=[^\n]*(?:@|\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b))[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_RULE = re.compile(
    r"^[ \t>]*(?:[-_]{2,}[ \t]*)?(?:original message|forwarded (?:message|by|from)|begin forwarded message|mensaje"
    r" (?:original|reenviado)|ursprüngliche nachricht|message transféré|sent from my \w+|enviado desde mi \w+)\b[^\n]*$"
    r"|^[ \t]*[-_=]{5,}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# "Fwd: FW: Re: ...", "RT @somebody: ...", and what newspapers and chains put in front.
_PREFIXES = re.compile(
    rf"^[ \t>*_]*(?:(?:fwd?|re|rv|wg|tr|aw|enc|{_SUBJECT})[ \t]?(?:\[\d{{1,2}}\])?:[ \t*_]*|RT @\w{{1,30}}:?[ \t]*)+",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = (
    r"(?:(?:breaking|urgent|alert|just in|exclusive|warning|attention|important|viral|must (?:read|watch|share)|psa|fyi"
    r"|news ?flash|read this|urgente|alerta|última hora|ultima hora|atención|atencion|importante|ojo|exclusiva"
    r"|eilmeldung|achtung|dringend|alerte|attenzione|срочно|внимание|молния)(?: news| alert| message| noticia)?)"
)
# Sentences that only ask to pass it on, but nothing that is to be told ("share that ...").
_TO_WHOM = r"(?:(?! that )[^.!?:\n*]){0,80}"
_CHAIN = (
    r"forwarded(?: (?:as (?:received|is)|many times|message|from \w{1,20}))?|(?:received|sent) as (?:received|is)"
    r"|(?:please |pls |plz |kindly |do )?(?:share|forward|spread|send|pass|copy|repost|retweet|rt)(?: and paste)?"
    rf"(?: this| it| the (?:word|message|news)| on){{0,3}}"
    rf"(?: (?:with|to|in|on|before|until|asap|now|widely|everywhere|and|around)\b{_TO_WHOM})?"
    r"|make (?:this|it) (?:go )?viral[^.!?\n*]{0,20}"
    r"|(?:please )?(?:do not|don'?t) (?:ignore|delete|break)(?: (?:this|it)(?: message| chain)?)?"
    r"|(?:they|the media) (?:will|want to|are going to) delete this|before (?:they|it'?s|it is) [^.!?:\n*]{0,30}"
    r"|(?:a )?must (?:read|watch|share|see)[^.!?:\n*]{0,20}|please read(?: this)?(?: carefully| (?:till|to) the end)?"
    r"|read (?:till|to|until) the end|pass it on|spread the word"
    r"|reenviado(?: (?:muchas veces|tal como lo recib[ií]|tal cual))?"
    r"|(?:por favor,? )?(?:comparte|compartan|compartir|reenv[ií]a|reenv[ií]en|difunde|difundan|p[aá]salo|p[aá]senlo)"
    rf"(?: (?:esto|este mensaje|con|a|en|antes|urgente)\b{_TO_WHOM})?|hazlo viral"
    r"|(?:bitte )?(?:teilen|weiterleiten)(?: an alle)?|faites (?:passer|tourner)|condividete?|compartilhem?"
    r"|поделитесь|перешлите"
)
# Only between two ends of sentences, lines or bold words. No run of marks is unbounded.
_EDGE = r"(?:^|(?<=[.!?\n*_>:…])|(?<=[.!?*_:…][ \t]))"
_MARKED = r"[ \t*_!\"“🚨⚠️‼❗🔴📢👇-]{0,9}+"
_LOUD = re.compile(
    rf"{_EDGE}{_MARKED}{_LABEL}[ \t*_]{{0,9}}(?:[:!‼❗|–—🚨⚠🔴]{{1,99}}|-[ \t]|(?=[\n*_]|$)){_MARKED}",
    re.IGNORECASE | re.MULTILINE,
)
_PASS_ON = re.compile(
    rf"{_EDGE}{_MARKED}(?:{_CHAIN})[ \t*_]{{0,9}}(?:[.!:…]{{1,99}}|(?=[\n*_])|$)[ \t*_]{{0,9}}",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER = re.compile(r"[^\W\d_]")


def without_headers(text: str) -> str:
    """Return a message without what copying it and passing it on put around what was said; as it is if that is all."""
    said = _MAIL_WROTE.sub("\n", text) if ":" in text else text
    if "\n" in said:
        said = _MAIL_RULE.sub("", _MAIL_FIELD.sub("", said))
    said = _PREFIXES.sub("", _CHAT.sub("", said))
    # What asks to pass it on may stand before a label and after it.
    said = _PASS_ON.sub("\n", said)
    plain = _LOUD.sub("\n", said)
    said = said if plain == said else _PASS_ON.sub("\n", plain)
    return said if _LETTER.search(said) else text
