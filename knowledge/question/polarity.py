"""Polarity: whether a sentence states the opposite of what it would without its negation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.question.tokens import Word
from knowledge.text.characters import fold

# Of these one is as many as several: "no hubo nunca ningún pacto".
_SPANISH = frozenset("nunca jamas nadie ningun ninguna ninguno tampoco".split())
NEGATIONS = _SPANISH | frozenset(
    """
    not no never none nobody noone nothing neither nor without cannot cant wont dont doesnt didnt isnt arent wasnt
    werent hasnt havent hadnt couldnt wouldnt shouldnt aint denied deny denies false hoax lie lies untrue unfounded
    debunked bogus baseless falso mentira doubt
    """.split()
)
# A word of doubt such as "false" may be what the claim itself is about; only the plain negations are dropped for
# matching.
PLAIN_NEGATIONS = NEGATIONS - frozenset("denied deny denies false hoax lie lies doubt".split())

_NOT = r"(?:is|are|was|were|do|does|did|has|have|had|could|would|should|ca|wo|ai)n'?t"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|could|would|should)"
_ASKING_NEGATIVE = re.compile(
    rf"^\W*(?:(?:but|so|wait|and|well|because|cause)\W+)*(?:{_NOT}\b"
    # "¿No es cierto que ...?", "¿acaso no ...?", "¿no creó la CIA ...?": a yes is expected, or may be.
    r"|acaso no\b|(?<=¿)no\b(?: (?:es|era|sera) (?:cierto|verdad|asi)\b)?"
    # "Did the CIA not create it?", "was it not the CIA?", "did not the CIA ...?"
    rf"|{_AUXILIARY} (?:(?!(?:that|true|if|whether|why|who|it'?s|{_AUXILIARY})\b)[\w'-]+ ){{1,5}}not\b"
    rf"|{_AUXILIARY} not (?=(?:the|an?|it|they|he|she|we|you|this|that|these|those)\b))"
)
# "No es cierto que ...?" without the mark before it asks either way; with none at all it denies.
_ASKING_IN_SPANISH = re.compile(r"^\W*no (?:es|era|sera) (?:cierto|verdad|asi)\b")
# "No, they did", "no seriously, did they": an answer or an exclamation, not what the sentence says.
_EXCLAMATION = re.compile(r"\W*(?:(?:lol|omg|wtf|bro|dude|oh|wait|what|hell|no way|no|nope|nah)\b\W*)+")
_EXCLAIMED = re.compile(
    r"^\W*(?:(?:lol|lmao|omg|wtf|bro|bruh|dude|wait|so|but|ok|okay|well|haha|nah|nope)\W+){0,3}"
    r"(?:hell no|no way(?=\s*[,!?.;:]|\s*$"
    r"| (?:did|does|do|is|are|was|were|seriously|really|lol|lmao|omg|bro|dude|man|wait|what)\b)"
    r"|no (?:manches|mames|inventes|jodas|puede ser)\b"
    r"|(?:oh )?no(?=\s*[,!;:]|\. [a-z]| (?:seriously|really|actually|honestly|but|wait|because|cuz|bro|dude|man"
    r"|i|he|she|they|we|you|did|does|do|is|are|was|were|has|have)\b))"
)
_HARMLESS = re.compile(
    r"\b(?:or not|or no|or nah"
    r"|not (?:only|just|merely|so fast|sure|certain|gonna lie|to mention|mistaken|wrong)"
    r"|not (?:even |really )?(?:kidding|joking|lying|saying|claiming|implying|suggesting)|not that (?:i|we) \w+"
    r"|not (?:exactly |really |even |much of )?an? (?:secret|surprise|joke|coincidence|big deal)"
    r"|(?:never|let'?s not|(?:must|should) not|mustn'?t|shouldn'?t) (?:forget|ignore|overlook)"
    r"|(?:won'?t|wouldn'?t|will not|would not) believe"
    r"|(?:won'?t|don'?t|will not|do not|never) (?:want |like )?(?:tell |telling )?(?:you|us|people|anyone)(?: to know)?"
    r"|(?:never|haven'?t|hadn'?t) (?:even )?(?:heard|read|known)"
    r"|why (?:did|does|do|has|is|was)n'?t (?:anyone|anybody|they|people|the (?:media|news|press))"
    r"|(?:cannot|can'?t|can not) (?:be )?(?:deny|denied)|(?:nobody|no one) (?:can )?den(?:y|ies)"
    r"|no (?:matter|wonder|doubt|idea|clue|longer|more than|fewer than|less than|secret|surprise|joke|kidding"
    r"|offen[cs]e|question|denying|lie|cap|shit|coincidence|big deal|way(?=\s*[!?]))"
    r"|who (?:has |had |once |later |first )?(?:denie[sd]|deny)"
    r"|(?:why|if|whether or) not"
    r"|(?:can'?t|cannot|can not|couldn'?t|could not) (?:even )?(?:believe|get over|help|wait)"
    r"|(?:i|we|y'?all|people) (?:don'?t|do not|didn'?t|did not|never) (?:even )?"
    r"(?:know|knew|get|got|understand|understood|remember|reali[sz]ed?|hear|heard)"
    r"|(?:don'?t|do not) (?:tell me|forget|ignore|get out|stop|pull over|flash|open)"
    r"|(?:nobody|no one|noone) (?:is |ever |even )?(?:talk|tell|told|mention|report|teach|taught|notic)\w{0,3}"
    r"|never mind|y no|o no|no se si"
    r"|no (?:entiendo|sabia|puedo creer|me (?:digas|enganan?|sorprende|extrana)|es (?:ningun |un )?secreto)"
    r"|no (?:olvid\w{1,7}|(?:hay|cabe|queda) (?:la menor |ninguna |alguna )?duda|se puede (?:negar|dudar))"
    r"|nadie (?:niega|duda|discute)"
    # What is said of things and not of what they do: "menores no acompañados", "países no alineados".
    r"|no (?!cada\b|nada\b|debid|ha sid)\w{2,14}(?:ad|id)[oa]s?"
    r"|no (?:gubernamental|residente|oficial|estatal|letal|violent[oa]|nuclear)(?:e?s)?"
    r"|true or false|real or fake|fake or real|fact or fiction|verdad o mentira"
    r"|or (?:is |was )?(?:it |that |this )?(?:just |all )?(?:an? )?(?:myth|rumou?r|hoax|lie|fake|false|made up"
    r"|fairy ?tale|urban legend|misconception)|o (?:es|era) (?:un |una )?(?:mito|mentira|falso|cuento))\b"
)
# A tag at the end turns nothing round: "..., no?", "... isn't it?", "..., ¿no es cierto?".
_TAG = re.compile(
    r"(?<![,¿\s])[,¿\s]++(?:no|no es (?:cierto|verdad|asi)|no cierto|verdad que no"
    rf"|{_NOT} (?:it|they|he|she|that|there|we|you|i|this|those|these)(?: (?:so|right|true|correct|the case))?"
    rf"|{_AUXILIARY} (?:it|they|he|she|that|there|we|you|this|those|these) not(?: (?:so|right|true|correct|the case))?)"
    r"\s*[?!.]*$"
)
_LONGEST_TAG = 40
# "It was the CIA, not the FBI": who or what it was instead turns nothing round.
_INSTEAD = re.compile(r",\s*(?:and )?not (?:the|an?|by|in|from|because|to)\b[^,.!?;:]{1,40}(?=[,.!?;:]|$)")
# What is called a myth is denied; so is what is called fake, unless it is something that can be forged.
_MYTH = re.compile(
    r"(?:\b(?:is|was|its|it's|thats|that's|just|only|es|era|the|this) (?:it |that |this )?|^\W*(?:it|that|this) )"
    r"(?:just |only |all |really )?(?:an? |un )?(?:(?:big|total|complete|old|common) )?"
    r"(?:myth|misconception|urban legend|fairy ?tale|mito|bulo|made up|conspiracy theory|bullshit)\b"
)
_CALLED = frozenset("myth misconception legend fairy fairytale mito bulo made conspiracy bullshit".split())
_FAKE = re.compile(r"\bfake(?= (?:news|that|right|bro|tho|though|lol)\b|\s*(?:[?!.,;:]|$))")
_FORGEABLE = re.compile(
    r"\b(?:numbers?|figures?|stat(?:istic)?s?|drop|fall|decline|photos?|pictures?|pics?|videos?|tapes?|recordings?|audio"
    r"|documents?|letters?|deaths?|landings?|reports?|confessions?|passports?|ids?|accounts?)\b"
)
_CLAUSE = re.compile(r"[,;:.!?]\s|\s(?=(?:so|but|because|pero)\s|(?:it|that)(?:'?s|\swas)\s(?:just|only|all|a|an)\b)")
_WORD = re.compile(r"[a-z']+")


def states_opposite(sentence: str, *, is_question: bool = False) -> bool:
    """Say whether a sentence surely denies what it speaks of; `is_question`: a question mark stood behind it.

    "So there was no pact?" does, "didn't a kidnapper confirm it?" does not.
    """
    folded = fold(sentence)
    if is_question:
        folded = _ASKING_IN_SPANISH.sub(" ", folded, count=1)
    text = _INSTEAD.sub(" ", _HARMLESS.sub(" ", _EXCLAIMED.sub(" ", folded, count=1)))
    text = text[:-_LONGEST_TAG] + _TAG.sub(" ", text[-_LONGEST_TAG:])
    # Two clauses that both deny say the same twice; only within one does a denial turn another round.
    return any(map(_denies, _CLAUSE.split(text)))


def _denies(text: str) -> bool:
    asking = _ASKING_NEGATIVE.match(text)
    if asking:
        text = text[asking.end() :]
    words = [word.replace("'", "") for word in _WORD.findall(text)]
    said = [word for word in words if word in NEGATIONS]
    if not _SPANISH.isdisjoint(said):
        said = ["nunca", *(word for word in said if word not in _SPANISH and word != "no")]
    elif "neither" in said:
        said = [word for word in said if word != "nor"]
    count = len(said)
    if not _CALLED.isdisjoint(words):
        count += len(_MYTH.findall(text))
    if "fake" in words and _FAKE.search(text) and not _FORGEABLE.search(text):
        count += 1
    return count % 2 == 1


def is_exclamation(sentence: str) -> bool:
    """Say whether a sentence only exclaims ("no way!"), so that its negation is not one of what is said beside it."""
    return _EXCLAMATION.fullmatch(fold(sentence)) is not None


def without_negation(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words without plain negations, as matching wants them: a negated claim is about the same entry."""
    return tuple([word for word in words if word.text not in PLAIN_NEGATIONS])
