"""What askers read in Spanish. What entries say is shown as it is written."""

from __future__ import annotations

from bot.cards import followup_texts, privacy_texts
from bot.cards.texts.fields import Texts
from knowledge.answering.followup import AnswerPart
from knowledge.entries.verdict import Verdict
from knowledge.question.small_talk import SmallTalk

SPANISH = Texts(
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
        "- Para seguir preguntando, responde a mi respuesta o pulsa *Preguntar sobre esto*.\n"
        "- `/privacy` dice qué guardo de ti, te lo muestra y te deja borrarlo."
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
    privacy=privacy_texts.SPANISH,
)  # fmt: skip
