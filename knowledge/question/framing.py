"""Question frames: what people put around a claim that they doubt ("is it true that ...", "... or is that a myth")."""

from __future__ import annotations

import functools
import re

from knowledge.question.foreign_framing import strip_foreign_frames

_FRONT = re.compile(
    r"""^\W*+(?:
    (?:hey|hi|hello|yo|ok|okay|so|wait|well|but|and|um+|uh+|lol|lmao|bruh|bro|dude|guys|y'?all|hmm+|hold\ on|
         not\ so\ fast|basically|honestly|seriously|
       question|quick\ question|serious\ question|genuine\ question|just\ curious|curious|sorry|please|pls|hola|
            oye|oigan|bueno|pues|mira|
       a\ ver|una\ pregunta)\b
    | (?:is|was|isn'?t|wasn'?t)\ (?:it|this|that)\ (?:really\ |actually\ |even\ )?(?:true|a\ fact|real|correct|
         the\ case|right|legit)(?:\ that|\ to\ say\ that)?\b
    | (?:could|can)\ it\ be\ (?:true\ )?that\b
    | (?:can|could|would|will)\ (?:someone|somebody|anyone|anybody|you|u)\ (?:please\ )?(?:fact[- ]?check|check|
         confirm|verify|tell\ me|explain|debunk|clarify)(?:\ me)?(?:\ (?:if|whether|that|this|how|is))?\b
    | (?:does|do)\ (?:anyone|anybody|someone|somebody|you|u|we)\ (?:actually\ |really\ )?know\ (?:if|whether|that|
         for\ a\ fact\ that)\b
    | (?:did|do)\ (?:you|u)\ (?:guys\ )?(?:know|hear)\ (?:that|about)?\b
    | i\ (?:just\ |also\ |once\ |recently\ )?(?:heard|read|saw|thought|was\ told|keep\ hearing|keep\ reading|
         believe|think|wonder|was\ wondering|am\ wondering|find\ it\ hard\ to\ believe)(?:\ (?:somewhere|
         on\ \w+|it))?(?:\ (?:that|if|whether))?\b
    | (?:my|the|some|this|a)\ (?:\w+\ ){0,2}(?:uncle|dad|mom|mum|friend|teacher|professor|cousin|roommate|boss|guy|
         dude|coworker|colleague|neighbou?r|buddy|brother|sister|aunt)\ (?:here\ )?(?:says|said|claims|claimed|
         told\ me|swears|insists|keeps\ saying|is\ saying|thinks|tells\ me)(?:\ that)?\b
    | (?:people|they|everyone|everybody|some\ people|folks)\ (?:keep\ |always\ )?(?:say|saying|claim|
         tell\ me)(?:\ that)?\b
    | (?:fact[- ]?check|true\ or\ false|fake\ or\ real|real\ or\ fake|myth\ or\ fact)(?:\ (?:this|
         that))?\b:?
    | what(?:'s|\ is)\ the\ (?:deal|truth|story|evidence|proof)\ (?:with|about|behind|that|for|on)\b
    | (?:es|era|sera|será)\ (?:cierto|verdad)(?:\ (?:eso\ de\ )?que)?\b
    | ser[aá]\ que\b
    | (?:dicen|escuch[eé]|o[ií]|le[ií])\ que\b
    | (?:alguien\ sabe)\ si\b
    )[\s,:;.!?…-]*+""",
    re.IGNORECASE | re.VERBOSE,
)
_BACK = re.compile(
    r"""(?<![\s,;:.!?…¿-])[\s,;:.!?…¿-]++(?:
      (?:right|correct|no|yes|true|really|legit|huh|innit|eh|or\ what|or\ nah|or\ not|or\ no|or\ naw|lol|lmao|tho|
           though|pls|please|thanks|thx|wtf|source|sources|fr|for\ real|
           verdad|cierto|no\ cierto|no\ es\ (?:cierto|verdad|as[ií]))
    | (?:is|was)\ (?:that|this|it)\ (?:even\ |really\ |actually\ )?(?:true|real|right|correct|legit|a\ thing|so|
         fake|false|accurate|a\ myth|bs|bullshit|for\ real)
    | (?<!\bis\ )(?<!\bwas\ )(?<!\bare\ )(?<!\bis\ just\ )(?<!\ba\ )(?:or\ )?(?:is\ (?:that|it)\ )?
         (?:just\ |all\ )?(?:a\ |an\ )?(?:myth|hoax|rumou?r|urban\ legend|propaganda|
         fake\ news|made\ up|cap|fake|bs|bullshit)
    | (?:true|fact|real|legit|verdad)\ (?:or|o)\ (?:false|fiction|fake|not|cap|nah|bs|myth|mentira|cuento|mito)
    | how\ true\ is\ (?:that|this|it)
    | (?:any\ )?(?:truth|proof|evidence|source|sources)(?:\ (?:to|for|on)\ (?:that|this|it))?
    | fact\ check(?:\ (?:this|that|pls|please))?
    )[\s.!?…]*+$""",
    re.IGNORECASE | re.VERBOSE,
)
_MOST_FRAMES = 6


@functools.lru_cache(maxsize=8)
def strip_frames(sentence: str) -> str:
    """Return the sentence without its question frames; the sentence itself when nothing else would be left."""
    stripped = sentence
    for _ in range(_MOST_FRAMES):
        shorter = strip_foreign_frames(_BACK.sub("", _FRONT.sub("", stripped, count=1), count=1))
        if shorter == stripped or not re.search(r"\w", shorter):
            break
        stripped = shorter
    return stripped
