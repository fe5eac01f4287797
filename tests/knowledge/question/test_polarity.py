"""Whether a message denies what it speaks of: kinds of it that were got wrong, each with more of the same kind."""

from __future__ import annotations

import pytest

from knowledge.question.gazetteer import Gazetteer
from knowledge.question.reading import read_question

NOT_DENIED = {
    "an exclamation before the question": (
        "lol no way, is it true the CIA created MS-13",
        "nah no way, did the CIA create MS-13",
        "no way lol is that true, the CIA created MS-13?",
        "haha nope, is it true that the CIA created MS-13",
        "no manches, ¿la CIA creó la MS-13?",
    ),
    "a tag": (
        "the CIA created MS-13, isn't it?",
        "the CIA created MS-13, isn't that right?",
        "the CIA created MS-13, is it not?",
        "the CIA created MS-13, is that not true?",
        "the CIA created MS-13, right?",
        "la CIA creó la MS-13, ¿no es así?",
    ),
    "a negative question": (
        "is it not true that the CIA created MS-13?",
        "did the CIA not create MS-13?",
        "was it not the CIA that created MS-13",
        "did not the CIA create MS-13?",
    ),
    "no secret": (
        "it's no secret that the CIA created MS-13",
        "it's not a secret that the CIA created MS-13",
        "it is not exactly a secret that the CIA created MS-13",
        "nobody can deny that the CIA created MS-13",
        "no se puede negar que la CIA creó la MS-13",
        "no cabe duda de que la CIA creó la MS-13",
        "nadie niega que la CIA creó la MS-13",
    ),
    "do not forget": (
        "do not forget that the CIA created MS-13",
        "never forget that the CIA created MS-13",
        "let's not forget that the CIA created MS-13",
        "we must not forget that the CIA created MS-13",
        "no olviden que la CIA creó la MS-13",
    ),
    "no es cierto que, asked": (
        "¿No es cierto que la CIA creó la MS-13?",
        "no es cierto que la CIA creó la MS-13?",
        "¿no es verdad que la CIA creó a la MS-13?",
        "¿no creó la CIA a la MS-13?",
    ),
    "what is said of things": (
        "los menores no acompañados son pandilleros",
        "¿la mayoría de los menores no acompañados son de la MS-13?",
        "organizaciones no gubernamentales crearon la MS-13",
        "los países no alineados crearon la MS-13",
        "los extranjeros no residentes crearon la MS-13",
    ),
    "disbelief": (
        "I can't believe the CIA created MS-13",
        "you won't believe it but the CIA created MS-13",
        "I could not believe the CIA created MS-13",
        "I'm not kidding, the CIA created MS-13",
        "not even joking the CIA created MS-13",
    ),
    "who does not tell": (
        "the media won't tell you that the CIA created MS-13",
        "why didn't anyone tell me the CIA created MS-13",
        "they don't want you to know the CIA created MS-13",
    ),
    "who it was instead": (
        "the CIA, not the FBI, created MS-13",
        "it was the CIA that created MS-13, not the FBI",
        "the CIA, and not the DEA, created MS-13?",
    ),
    "not sure": (
        "i'm not saying the CIA created MS-13, but did they",
        "not that I care but did the CIA create MS-13",
        "idk, never heard that the CIA created MS-13",
    ),
}
DENIED = {
    "a myth": (
        "is it a myth that the CIA created MS-13",
        "is it just a myth that the CIA created MS-13?",
        "so it's a myth that the CIA created MS-13?",
        "isn't it a myth that the CIA created MS-13?",
        "it's bullshit that the CIA created MS-13",
        "¿es un mito que la CIA creó la MS-13?",
        "es un bulo que la CIA creó la MS-13",
    ),
    "in Spanish": (
        "la CIA no creó a la MS-13",
        "la MS-13 no está en los 50 estados",
        "entonces, ¿la CIA no creó la MS-13?",
        "no es cierto que la CIA creó la MS-13",
        "la CIA jamás creó a la MS-13",
    ),
    "in so many words": (
        "lol no way, the CIA did not create MS-13",
        "the CIA didn't create MS-13, did it?",
        "it was not the CIA that created MS-13",
        "the ATF did not tell Mexico about the guns",
        "the Zetas did not know MS-13",
    ),
}


def _opposite(message: str) -> bool:
    return read_question(message, Gazetteer([])).passages[0].opposite


@pytest.mark.parametrize("message", [one for kind in NOT_DENIED.values() for one in kind])
def test_what_is_not_surely_denied_is_not_put_the_other_way_round(message: str) -> None:
    assert not _opposite(message)


@pytest.mark.parametrize("message", [one for kind in DENIED.values() for one in kind])
def test_what_is_denied_is_put_the_other_way_round(message: str) -> None:
    assert _opposite(message)
