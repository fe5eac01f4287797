"""Further questions: what somebody asks who has an entry's answer before them ("says who?", "did Holder know?")."""

from knowledge.answering.followup.choices import NONE_OF_THEM, NoneOfThem, choice_in
from knowledge.answering.followup.parts import AnswerPart, FollowUp, Kind, Said
from knowledge.answering.followup.reading import follow_up
from knowledge.answering.followup.sentences import Piece, Sentence, first_sentence, sentences_of

__all__ = [
    "NONE_OF_THEM",
    "AnswerPart",
    "FollowUp",
    "Kind",
    "NoneOfThem",
    "Piece",
    "Said",
    "Sentence",
    "choice_in",
    "first_sentence",
    "follow_up",
    "sentences_of",
]
