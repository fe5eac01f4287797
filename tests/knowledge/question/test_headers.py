"""What copying and passing on put around a claim carries nothing: the claim is read as without it."""

import time

import pytest

from knowledge.question.cleaning import MOST_CHARACTERS, clean
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.headers import without_headers
from knowledge.question.reading import read_question

GAZETTEER = Gazetteer([Name("Zetas", "cartel"), Name("MS-13", "gang"), Name("CIA", "organisation")])
ASKED = "are the zetas and ms-13 allied in guatemala?"
TOLD = "The CIA created MS-13."


@pytest.mark.parametrize(
    "header",
    [
        "On Wed, 3 Mar 2021 at 12:04, Ann <ann@example.org> wrote:\n> {}",
        "On Wed, Mar 3, 2021 at 12:04 PM Ann Smith\n<ann@example.org> wrote:\n\n> {}",
        "El mié, 3 mar 2021 a las 12:04, Ann (<ann@example.org>) escribió:\n> {}",
        "Am Mi., 3. März 2021 um 12:04 Uhr schrieb Ann <ann@example.org>:\n> {}",
        "Le mer. 3 mars 2021 à 12:04, Ann <ann@example.org> a écrit :\n> {}",
        "From: Ann <ann@example.org>\nSent: Wednesday, March 3, 2021 12:04 PM\nTo: bob@example.org\n\n{}",
        "---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nDate: Wed, Mar 3, 2021 at 12:04 PM\n{}",
        "-----Original Message-----\n{}",
        "Begin forwarded message:\n\n{}\n\nSent from my iPhone",
        "[12:04, 3/4/2021] +1 555 0100: {}",
        "[3/4/21, 12:04:33] Ann: {}",
        "[3/4/21, 12:04:33 PM] Ann Smith: {}",
        "3/4/21, 12:04 PM - Ann Smith: {}",
        "04.03.2021, 12:04 - Ann: {}",
        "[12:04] Ann: {}",
        "12:04 <ann> {}",
        "Ann, [Mar 3, 2021 at 12:04 PM]:\n{}",
        "Ann — Today at 12:04 PM\n{}",
        "Ann — 03/04/2021 12:04 PM\n{}",
        "Fwd: FW: RE: {}",
        "Subject: Fwd: {}",
        "RT @ann: {}",
        "BREAKING: {}",
        "🚨BREAKING NEWS🚨 {}",
        "JUST IN - {}",
        "*URGENT!!!* {}",
        "ÚLTIMA HORA: {}",
        "Forwarded as received:\n{}",
        "*Forwarded many times*\n{}",
        "{} Please share with all your groups!!",
        "{} Don't ignore. Share before they delete this!!!",
        "Please forward to everyone you know. {} Pass it on!",
        "Copy and paste this to your wall: {}",
        "{} Comparte con todos tus contactos!!",
        "Reenviado muchas veces\n{}",
    ],
)
@pytest.mark.parametrize("said", [ASKED, TOLD])
def test_a_claim_is_read_as_without_what_was_put_around_it(header, said):
    with_header, without = (read_question(text, GAZETTEER) for text in (header.format(said), said))
    assert [one.telling for one in with_header.passages] == [one.telling for one in without.passages]
    assert [one.opposite for one in with_header.passages] == [one.opposite for one in without.passages]


def test_the_whole_of_a_chain_letter():
    letter = (
        "Fwd: FW: *Forwarded as received* Please share with all your groups!! URGENT!!! The CIA created MS-13 to "
        "destabilise Central America. Don't ignore. Share before they delete this!!!"
    )
    question = read_question(letter, GAZETTEER)
    assert question.understood == "The CIA created MS-13 to destabilise Central America."
    assert not question.passages[0].opposite


@pytest.mark.parametrize(
    "text",
    [
        "did Iran share it with Hezbollah",
        "does the CIA share intelligence with MS-13?",
        "Share of murders by gangs is 90%",
        "who forwarded the guns to Mexico? was it urgent?",
        "please check: are they allied",
        "the warning: don't stop your car",
        "From: the start to the end: MS-13",
        "Please share that the CIA created MS-13 with everyone",
        "Send guns to Mexico was a plan of the ATF",
        "the minister said at 12:04: there is no pact",
        "was it in 3/4/2021 or later: they met",
        "On Wednesday the zetas met",
        "URGENT!!!",
        "share",
        "Forwarded as received",
    ],
)
def test_what_only_looks_like_it_stays(text):
    assert without_headers(text) == text


@pytest.mark.parametrize(
    "piece",
    ["[", "on ", "12:04 ", "a ", "share ", "!", "*", "Fwd: ", "Ann, [", "On 12:04", "- ", "before they ", "\n", "1/",
     "please ", "! share with ", " ", "[12:04] ", ": ", "> ", "on a:00b\n", "on wrote "],
)  # fmt: skip
def test_no_run_of_pieces_takes_long(piece):
    text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    begun = time.process_time()
    clean(text)
    assert time.process_time() - begun < 0.3
