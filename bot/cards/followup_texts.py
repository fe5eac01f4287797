"""The texts of the answers to further questions, in each language; `texts.py` has all others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.entries.verdict import Verdict


@dataclass(frozen=True, slots=True)
class FollowUpTexts:
    """The texts of one language. What stands in braces is filled in."""

    # The parts of an entry, as somebody gets them who asks for one.
    why: str
    yes_or_no: Mapping[Verdict, str]
    in_short: str
    but: str
    changed: str
    first_revision: str
    a_revision: str
    kept_by: str
    kept_by_pack: str
    kept_by_server: str
    meaning: str
    verdict_here: str
    still: str
    checked_as_of: str
    look_again: str
    no_longer: str
    could_change: str
    says_so: str
    says_otherwise: str
    nobody_otherwise: str
    about_me: str
    i_quote: str
    not_made_up: str
    says: str
    sources_of_answer: str
    all_of_it: str
    # What is said to the rest.
    objection: str
    not_mine: str
    nothing_asked: str
    not_in_entry: str
    send: str
    send_elsewhere: str
    sent: str
    sent_elsewhere: str
    sent_before: str
    bad_link: str
    fill_again: str


ENGLISH = FollowUpTexts(
    why="Why “{word}”",
    yes_or_no={
        Verdict.TRUE: "Yes.",
        Verdict.MOSTLY_TRUE: "Mostly yes.",
        Verdict.MIXED: "Partly yes, partly no.",
        Verdict.UNPROVEN: "Neither: nobody has shown it, and it is not ruled out.",
        Verdict.MISLEADING: "No, not the way it is put.",
        Verdict.MOSTLY_FALSE: "Mostly no.",
        Verdict.FALSE: "No.",
        Verdict.OUTDATED: "Not any more; it was so once.",
    },
    in_short="In short",
    but="But: {what}",
    changed="What has changed",
    first_revision="Nothing yet: this is the first revision of the entry, as of {date}.",
    a_revision="Revision {number}, {date}: {note}",
    kept_by="Who wrote this",
    kept_by_pack="People wrote it, in the pack “{pack}”, which is reviewed like code: {entry}, revision {number}.",
    kept_by_server="The moderators of this server wrote and keep it: {entry}, revision {number}.",
    meaning="What “{word}” means",
    verdict_here="This claim is rated “{word}”: {definition}",
    still="Is it still so?",
    checked_as_of="This was checked as of {date}. I do not know what has happened since.",
    look_again="It is due for another look after {date}.",
    no_longer="It was so once, and is no longer.",
    could_change="What would change the verdict: {what}",
    says_so="Who says it",
    says_otherwise="Who says otherwise",
    nobody_otherwise="Nobody in the entry says otherwise.",
    about_me="Yes, I am a bot, and I know nothing myself.",
    i_quote="I find the entry that is about your question and show what people wrote there, word for word.",
    not_made_up="It rests on {count} sources, which you can read: press *{button}* under the answer.",
    says="What the entry says",
    sources_of_answer="{count} sources stand behind the answer; press *{button}* under it.",
    all_of_it="All of it",
    objection="You may be right. Press *{button}* under the answer and say what is wrong, with a link if you can.",
    not_mine="Press *{button}* under the answer and choose *{choice}*: I offer you other claims.",
    nothing_asked="I did not find a question in that, so there is nothing to answer.",
    not_in_entry="The entry does not answer that.",
    send="Send it to the moderators",
    send_elsewhere="Send it to those who run me",
    sent="The moderators of this server have the question now.",
    sent_elsewhere="Those who run me have the question now.",
    sent_before="That question has been sent already.",
    bad_link="{why} Nothing is lost: the form opens again with what you wrote.",
    fill_again="Open it again",
)

SPANISH = FollowUpTexts(
    why="Por qué «{word}»",
    yes_or_no={
        Verdict.TRUE: "Sí.",
        Verdict.MOSTLY_TRUE: "En gran parte, sí.",
        Verdict.MIXED: "En parte sí y en parte no.",
        Verdict.UNPROVEN: "Ni sí ni no: nadie lo ha demostrado y no está descartado.",
        Verdict.MISLEADING: "No, tal como está dicho.",
        Verdict.MOSTLY_FALSE: "En gran parte, no.",
        Verdict.FALSE: "No lo es.",
        Verdict.OUTDATED: "Ya no; fue así en su momento.",
    },
    in_short="En resumen",
    but="Pero: {what}",
    changed="Qué ha cambiado",
    first_revision="Nada todavía: es la primera revisión de la entrada, a fecha de {date}.",
    a_revision="Revisión {number}, {date}: {note}",
    kept_by="Quién escribió esto",
    kept_by_pack="La escribieron personas, en el paquete «{pack}», revisado como código: {entry}, revisión {number}.",
    kept_by_server="La escribieron y la mantienen los moderadores de este servidor: {entry}, revisión {number}.",
    meaning="Qué significa «{word}»",
    verdict_here="El veredicto de esta afirmación es «{word}»: {definition}",
    still="¿Sigue siendo así?",
    checked_as_of="Esto se comprobó a fecha de {date}. No sé qué ha pasado desde entonces.",
    look_again="Toca revisarlo después de {date}.",
    no_longer="Fue así en su momento y ya no lo es.",
    could_change="Qué cambiaría el veredicto: {what}",
    says_so="Quién lo dice",
    says_otherwise="Quién dice lo contrario",
    nobody_otherwise="En la entrada nadie dice lo contrario.",
    about_me="Sí, soy un bot, y por mí mismo no sé nada.",
    i_quote="Busco la entrada que trata de tu pregunta y muestro lo que escribieron personas, palabra por palabra.",
    not_made_up="Se apoya en {count} fuentes que puedes leer: pulsa *{button}* bajo la respuesta.",
    says="Lo que dice la entrada",
    sources_of_answer="Tras la respuesta hay {count} fuentes; pulsa *{button}* debajo de ella.",
    all_of_it="Verlo todo",
    objection="Puede que tengas razón. Pulsa *{button}* bajo la respuesta y di qué está mal, con un enlace si puedes.",
    not_mine="Pulsa *{button}* bajo la respuesta y elige *{choice}*: te ofrezco otras afirmaciones.",
    nothing_asked="No encontré ninguna pregunta en eso, así que no hay nada que responder.",
    not_in_entry="La entrada no responde a eso.",
    send="Enviarla a los moderadores",
    send_elsewhere="Enviarla a quienes me administran",
    sent="Los moderadores de este servidor ya tienen la pregunta.",
    sent_elsewhere="Quienes me administran ya tienen la pregunta.",
    sent_before="Esa pregunta ya se había enviado.",
    bad_link="{why} No se ha perdido nada: el formulario se abre otra vez con lo que escribiste.",
    fill_again="Abrirlo otra vez",
)
