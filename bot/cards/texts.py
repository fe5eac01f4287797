"""Every fixed text that askers read, in each language. What entries say is shown as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import followup_texts
from bot.cards.followup_texts import FollowUpTexts
from knowledge.answering.followup import AnswerPart
from knowledge.entries.dates import PartialDate
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.question.small_talk import SmallTalk


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language. What stands in braces is filled in."""

    # The scale: word and definition.
    verdicts: Mapping[Verdict, tuple[str, str]]
    # Evidence kinds, as an entry names them.
    kinds: Mapping[str, str]
    months: tuple[str, ...]
    between_date_parts: str
    # The headings of a card, and what stands in it besides the entry's own words.
    claim: str
    asked_about: str
    answer: str
    rebuttals: str
    caveats: str
    as_of: str
    claimants: str
    sources: str
    kept_by: str
    against_the_claim: str
    kept_as: str
    would_change: str
    on_the: str
    against_it: str
    opposite: str
    the_pack: str
    this_server: str
    revision: str
    more: str
    more_behind: str
    continued: str
    archived_copy: str
    nothing: Mapping[AnswerPart, str]
    # Buttons, selects and pages.
    evidence_button: str
    sources_button: str
    not_mine_button: str
    about_button: str
    which_claim: str
    none_of_these: str
    previous: str
    next: str
    page: str
    # What is said instead of a card.
    which: str
    whether: str
    yes_that_one: str
    not_that_one: str
    about_topic: str
    which_card: str
    found_claim: str
    found_claims: str
    one_unanswered: str
    more_unanswered: str
    small_talk: Mapping[SmallTalk, str]
    no_entry: str
    understood_as: str
    kept_in_server: str
    kept_elsewhere: str
    standing: str
    how_to: str
    how_to_directly: str
    cannot_read_others: str
    own_words_only: str
    empty_reply: str
    slow_down: str
    too_fast: str
    too_many_disputes: str
    busy_channel: str
    busy_so_private: str
    you_wrote: str
    picture_only: str
    nothing_to_read: str
    own_message: str
    no_question: str
    only_the_asker: str
    not_mine_either: str
    others_to_pick: str
    gone: str
    changed_since: str
    retired_since: str
    # The form behind "Ask about this".
    form_label: str
    form_hint: str
    dispute_label: str
    dispute_hint: str
    dispute_hint_elsewhere: str
    link_label: str
    link_hint: str
    nothing_written: str
    dispute_kept: str
    dispute_kept_elsewhere: str
    # Help.
    help_asking: str
    help_verdicts: str
    help_keepers: str
    help_pack: str
    help_packs: str
    help_no_packs: str
    help_in_server: str
    help_elsewhere: str
    help_end: str
    # Answers to further questions.
    follow_up: FollowUpTexts

    def word(self, verdict: Verdict) -> str:
        """Return the word of a verdict, as at the beginning of a sentence."""
        return self.verdicts[verdict][0].capitalize()

    def definition(self, verdict: Verdict) -> str:
        """Return when a verdict is given, in one line."""
        return self.verdicts[verdict][1]

    def date(self, date: PartialDate) -> str:
        """Return a date written out."""
        year, *rest = (int(part) for part in date.text.split("-"))
        words = [str(year)]
        if rest:
            words.insert(0, self.months[rest[0] - 1])
        if len(rest) > 1:
            words.insert(0, str(rest[1]))
        return self.between_date_parts.join(words)


_ENGLISH = Texts(
    verdicts={one: (one.word, one.definition) for one in Verdict},
    kinds={
        "official statement": "official statement", "anonymous recording": "anonymous recording",
        "informant": "informant", "document": "document", "study": "study", "statistic": "statistic",
        "court record": "court record", "news report": "news report",
    },
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    between_date_parts=" ",
    claim="Claim",
    asked_about="You asked about",
    answer="Answer",
    rebuttals="Rebuttals",
    caveats="Caveats",
    as_of="As of",
    claimants="Claimants",
    sources="Sources",
    kept_by="Kept by",
    against_the_claim="Against the claim",
    kept_as="Kept as",
    would_change="What would change the verdict",
    on_the="On the {kind}: {what}",
    against_it="Against it: {what}",
    opposite="You put it the other way round; the verdict is on the claim as it is worded here.",
    the_pack="The pack “{pack}”",
    this_server="This server",
    revision="{entry}, revision {number}",
    more="{count} more",
    more_behind="{count} more: press *{button}*",
    continued="{heading} (continued)",
    archived_copy="archived copy",
    nothing={
        AnswerPart.CLAIMANTS: "The entry names nobody who makes this claim.",
        AnswerPart.SOURCES: "The entry has no sources.",
        AnswerPart.AS_OF: "The entry has no date.",
        AnswerPart.EVIDENCE: "The entry has no evidence that is offered for this claim.",
        AnswerPart.REBUTTALS: "The entry has no rebuttals.",
        AnswerPart.CAVEATS: "The entry has no caveats.",
    },
    evidence_button="Evidence",
    sources_button="Sources",
    not_mine_button="Not my question",
    about_button="Ask about this",
    which_claim="Which claim do you mean?",
    none_of_these="None of these",
    previous="Previous",
    next="Next",
    page="Page {page} of {pages}",
    which="**I am not sure which claim you mean.** Is it one of these?",
    whether="**I am not sure which claim you mean.** Is it this one?",
    yes_that_one="Yes, that one",
    not_that_one="No",
    about_topic="**Claims about “{topic}”.** Which one do you mean?",
    which_card="See the answer to ...",
    found_claim="**I found one claim that I know:**",
    found_claims="**I found {count} claims that I know:**",
    one_unanswered="Of one more I know nothing.",
    more_unanswered="Of {count} more I know nothing.",
    small_talk={
        SmallTalk.HELP: "Use `/help` to see what I can do.",
        SmallTalk.ABOUT: (
            "I am a bot that people wrote. I show entries that people have written and checked, each with its sources; "
            "I make nothing up. `/help` says more."
        ),
        SmallTalk.STOP: "I only answer when I am asked. An answer that is not wanted can be reported under it.",
        SmallTalk.INSULT: "I only know claims that people have looked into. Ask me about one that you doubt.",
        SmallTalk.GREETING: "Hello. Ask me about a claim that you doubt, in a sentence of your own.",
        SmallTalk.THANKS: "You are welcome.",
        SmallTalk.FAREWELL: "See you.",
        SmallTalk.REMARK: "There is no claim in that which I could look up. Name one in a sentence of your own.",
    },
    no_entry="**No entry is about that yet.** It may be so or not: nobody has written it up here.",
    understood_as="What I looked for: “{question}”",
    kept_in_server="The moderators of this server have your question now. You can also ask it in other words.",
    kept_elsewhere="Those who run me have your question now. You can also ask it in other words.",
    standing="“{claim}” I answered that here a moment ago: {link}",
    how_to=(
        "Ask me about a claim that you doubt: mention me with the question, or use `/ask`. To check what somebody else "
        "wrote, open the menu of their message, Apps, *Check this message*."
    ),
    how_to_directly="Ask me about a claim that you doubt, in a sentence of your own; or use `/ask`.",
    cannot_read_others=(
        "I cannot read the message that you replied to. Open its menu (right-click, or press and hold), then Apps, "
        "*Check this message*."
    ),
    own_words_only="I cannot read the message that you replied to. This is about your own words alone.",
    empty_reply="Your reply reached me without its text. Press *Ask about this* under the answer and write it there.",
    slow_down="That is a lot of questions at once. Please wait a few seconds; I have not looked at the last one.",
    too_fast="That was very fast. Please wait a few seconds, and do it again; nothing was changed.",
    too_many_disputes="You have disputed several verdicts just now. Please send this one again in a few minutes.",
    busy_channel="There were many questions in this channel just now. Please ask again in a few seconds.",
    busy_so_private="There were many answers in this channel just now, so only you see this one.",
    you_wrote="You wrote:",
    picture_only="I cannot read pictures. Ask in words with `/ask`, or type out what the picture says.",
    nothing_to_read="There is no text in that message that I could check.",
    own_message="That message is mine. Press *Ask about this* under it to ask on.",
    no_question="I could not find a question in that. Name the claim in a sentence of your own.",
    only_the_asker="Only the person who asked can say so. With `/ask` you can ask for yourself.",
    not_mine_either="Then ask in other words with `/ask`.",
    others_to_pick="Which claim did you mean? The answer above stays for those who asked for it.",
    gone="I no longer have that answer. Please ask again.",
    changed_since="The entry has changed since this answer. Ask again to see it as it is now.",
    retired_since="The entry has been taken out since this answer.",
    form_label="Your question",
    form_hint="For example: Says who? Since when? Is there any proof?",
    dispute_label="Or: I think this verdict is wrong",
    dispute_hint="Why? The moderators read it, and answer you in a direct message",
    dispute_hint_elsewhere="Why? Those who run me read it",
    link_label="A link that shows it",
    link_hint="If you have one",
    nothing_written="There was nothing in the form. Write a question, or why you think that the verdict is wrong.",
    dispute_kept="Thank you. I kept that for the moderators of this server; one of them will answer you.",
    dispute_kept_elsewhere="Thank you. I kept that for those who run me.",
    help_asking=(
        "**How to ask**\n"
        "- `/ask` with a question, or pick a claim while you type; `private` shows the answer to you alone.\n"
        "- Mention me in a message with your question, or write to me directly.\n"
        "- For somebody else's message: its menu, Apps, *Check this message*.\n"
        "- To ask on, reply to my answer or press *Ask about this*."
    ),
    help_verdicts="**The verdicts**",
    help_keepers="**Who keeps the entries**",
    help_pack="“{pack}”",
    help_packs="The entries come in packs that are reviewed like code: {packs}.",
    help_no_packs="none yet",
    help_in_server="What no entry answers goes to the moderators of this server.",
    help_elsewhere="What no entry answers goes to those who run me.",
    help_end="I answer from written entries only, each with its sources. When none fits, I say so.",
    follow_up=followup_texts.ENGLISH,
)  # fmt: skip

_SPANISH = Texts(
    verdicts={
        Verdict.TRUE: ("verdadero", "Las pruebas lo confirman y no falta nada importante."),
        Verdict.MOSTLY_TRUE: ("en gran parte verdadero", "Es así en lo esencial; un detalle falla o falta contexto."),
        Verdict.MIXED: ("mixto", "Unas partes de la afirmación se sostienen y otras no."),
        Verdict.UNPROVEN: ("sin probar", "Las pruebas ofrecidas no bastan para decir sí o no."),
        Verdict.MISLEADING: ("engañoso", "Parte de algo real y lleva a una conclusión equivocada."),
        Verdict.MOSTLY_FALSE: ("en gran parte falso", "Falla en lo esencial, aunque algo de ello es cierto."),
        Verdict.FALSE: ("falso", "Las pruebas contradicen la afirmación."),
        Verdict.OUTDATED: ("desactualizado", "Fue así en su momento y ya no lo es."),
    },
    kinds={
        "official statement": "declaración oficial", "anonymous recording": "grabación anónima",
        "informant": "informante", "document": "documento", "study": "estudio", "statistic": "estadística",
        "court record": "expediente judicial", "news report": "noticia de prensa",
    },
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    between_date_parts=" de ",
    claim="Afirmación",
    asked_about="Preguntaste por",
    answer="Respuesta",
    rebuttals="Objeciones",
    caveats="Salvedades",
    as_of="A fecha de",
    claimants="Quién lo afirma",
    sources="Fuentes",
    kept_by="A cargo de",
    against_the_claim="En contra de la afirmación",
    kept_as="Guardado como",
    would_change="Qué cambiaría el veredicto",
    on_the="Sobre la prueba ({kind}): {what}",
    against_it="En contra: {what}",
    opposite="Lo preguntaste al revés; el veredicto es sobre la afirmación tal como está escrita aquí.",
    the_pack="El paquete «{pack}»",
    this_server="Este servidor",
    revision="{entry}, revisión {number}",
    more="{count} más",
    more_behind="{count} más: pulsa *{button}*",
    continued="{heading} (continuación)",
    archived_copy="copia archivada",
    nothing={
        AnswerPart.CLAIMANTS: "La entrada no nombra a nadie que lo afirme.",
        AnswerPart.SOURCES: "La entrada no tiene fuentes.",
        AnswerPart.AS_OF: "La entrada no tiene fecha.",
        AnswerPart.EVIDENCE: "La entrada no tiene pruebas a favor de esta afirmación.",
        AnswerPart.REBUTTALS: "La entrada no tiene objeciones.",
        AnswerPart.CAVEATS: "La entrada no tiene salvedades.",
    },
    evidence_button="Pruebas",
    sources_button="Fuentes",
    not_mine_button="No es mi pregunta",
    about_button="Preguntar sobre esto",
    which_claim="¿A qué afirmación te refieres?",
    none_of_these="Ninguna de estas",
    previous="Anterior",
    next="Siguiente",
    page="Página {page} de {pages}",
    which="**No estoy seguro de a qué afirmación te refieres.** ¿Es una de estas?",
    whether="**No estoy seguro de a qué afirmación te refieres.** ¿Es esta?",
    yes_that_one="Sí, esa",
    not_that_one="No, otra",
    about_topic="**Afirmaciones sobre «{topic}».** ¿A cuál te refieres?",
    which_card="Ver la respuesta a ...",
    found_claim="**Encontré una afirmación que conozco:**",
    found_claims="**Encontré {count} afirmaciones que conozco:**",
    one_unanswered="De una más no sé nada.",
    more_unanswered="De {count} más no sé nada.",
    small_talk={
        SmallTalk.HELP: "Usa `/help` para ver lo que puedo hacer.",
        SmallTalk.ABOUT: (
            "Soy un bot que han escrito personas. Muestro entradas que otras personas han escrito y comprobado, cada "
            "una con sus fuentes; no me invento nada. `/help` dice más."
        ),
        SmallTalk.STOP: "Solo respondo cuando me preguntan. Debajo de una respuesta puedes decir que no es la tuya.",
        SmallTalk.INSULT: "Solo conozco afirmaciones que alguien ha comprobado. Pregúntame por una de la que dudes.",
        SmallTalk.GREETING: "Hola. Pregúntame por una afirmación de la que dudes, con tus palabras.",
        SmallTalk.THANKS: "De nada.",
        SmallTalk.FAREWELL: "Hasta luego.",
        SmallTalk.REMARK: "Ahí no hay ninguna afirmación que pueda buscar. Nombra una en una frase tuya.",
    },
    no_entry="**Todavía no tengo ninguna entrada sobre eso.** Puede ser así o no: aquí nadie lo ha escrito.",
    understood_as="Lo que busqué: «{question}»",
    kept_in_server="Los moderadores de este servidor ya tienen tu pregunta. También puedes hacerla con otras palabras.",
    kept_elsewhere="Quienes me administran ya tienen tu pregunta. También puedes hacerla con otras palabras.",
    standing="«{claim}» Lo respondí aquí hace un momento: {link}",
    how_to=(
        "Pregúntame por una afirmación de la que dudes: mencióname con la pregunta o usa `/ask`. Para comprobar lo que "
        "escribió otra persona, abre el menú de su mensaje, Aplicaciones, *Check this message*."
    ),
    how_to_directly="Pregúntame por una afirmación de la que dudes, con tus palabras; o usa `/ask`.",
    cannot_read_others=(
        "No puedo leer el mensaje al que respondiste. Abre su menú (clic derecho, o mantén pulsado), luego "
        "Aplicaciones, *Check this message*."
    ),
    own_words_only="No puedo leer el mensaje al que respondiste. Esto es solo sobre tus propias palabras.",
    empty_reply="Tu respuesta me llegó sin texto. Pulsa *Preguntar sobre esto* bajo la respuesta y escríbelo allí.",
    slow_down="Son muchas preguntas a la vez. Espera unos segundos, por favor; la última no la he mirado.",
    too_fast="Eso fue muy rápido. Espera unos segundos, por favor, y hazlo otra vez; no se ha cambiado nada.",
    too_many_disputes="Has discutido varios veredictos hace un momento. Envía este otra vez en unos minutos.",
    busy_channel="Ha habido muchas preguntas en este canal. Pregunta otra vez en unos segundos, por favor.",
    busy_so_private="Ha habido muchas respuestas en este canal, así que esta solo la ves tú.",
    you_wrote="Has escrito:",
    picture_only="No puedo leer imágenes. Pregunta con palabras en `/ask`, o escribe lo que dice la imagen.",
    nothing_to_read="En ese mensaje no hay texto que pueda comprobar.",
    own_message="Ese mensaje es mío. Pulsa *Preguntar sobre esto* debajo de él para seguir preguntando.",
    no_question="No encontré ninguna pregunta ahí. Nombra la afirmación en una frase tuya.",
    only_the_asker="Solo quien preguntó puede decirlo. Con `/ask` puedes preguntar por tu cuenta.",
    not_mine_either="Entonces pregunta con otras palabras en `/ask`.",
    others_to_pick="¿A qué afirmación te referías? La respuesta de arriba se queda para quien la pidió.",
    gone="Ya no tengo esa respuesta. Pregunta otra vez, por favor.",
    changed_since="La entrada ha cambiado desde esta respuesta. Pregunta otra vez para verla como está ahora.",
    retired_since="La entrada se ha retirado desde esta respuesta.",
    form_label="Tu pregunta",
    form_hint="Por ejemplo: ¿Quién lo dice? ¿Desde cuándo? ¿Hay pruebas?",
    dispute_label="O bien: creo que este veredicto es erróneo",
    dispute_hint="¿Por qué? Los moderadores lo leen y te responden por mensaje directo",
    dispute_hint_elsewhere="¿Por qué? Lo leen quienes me administran",
    link_label="Un enlace que lo muestre",
    link_hint="Si tienes uno",
    nothing_written="El formulario estaba vacío. Escribe una pregunta, o por qué crees que el veredicto es erróneo.",
    dispute_kept="Gracias. Lo he guardado para los moderadores de este servidor; uno de ellos te responderá.",
    dispute_kept_elsewhere="Gracias. Lo he guardado para quienes me administran.",
    help_asking=(
        "**Cómo preguntar**\n"
        "- `/ask` con una pregunta, o elige una afirmación mientras escribes; `private` te la muestra solo a ti.\n"
        "- Mencióname en un mensaje con tu pregunta, o escríbeme directamente.\n"
        "- Para el mensaje de otra persona: su menú, Aplicaciones, *Check this message*.\n"
        "- Para seguir preguntando, responde a mi respuesta o pulsa *Preguntar sobre esto*."
    ),
    help_verdicts="**Los veredictos**",
    help_keepers="**Quién mantiene las entradas**",
    help_pack="«{pack}»",
    help_packs="Las entradas vienen en paquetes que se revisan como código: {packs}.",
    help_no_packs="todavía ninguno",
    help_in_server="Lo que ninguna entrada responde va a los moderadores de este servidor.",
    help_elsewhere="Lo que ninguna entrada responde va a quienes me administran.",
    help_end="Respondo solo con entradas escritas, cada una con sus fuentes. Si ninguna encaja, lo digo.",
    follow_up=followup_texts.SPANISH,
)  # fmt: skip

TEXTS: Mapping[Language, Texts] = {Language.ENGLISH: _ENGLISH, Language.SPANISH: _SPANISH}
ENGLISH = _ENGLISH
