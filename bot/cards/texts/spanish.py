"""What askers read in Spanish. What entries say is shown as it is written."""

from __future__ import annotations

from bot.cards import followup_texts, privacy_texts
from bot.cards.texts.fields import Texts
from knowledge.answering.followup import AnswerPart
from knowledge.entries.verdict import Verdict
from knowledge.language import Language
from knowledge.moderation.reports import REASON_LENGTH, DisputeFault
from knowledge.question.small_talk import SmallTalk
from knowledge.store.revisions import ChangeKind

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
    short_months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    between_date_parts=" de ",
    claim="Afirmación",
    asked_about="Preguntaste por",
    answer="Respuesta",
    rebuttals="Objeciones",
    caveats="Salvedades",
    one_caveat="Salvedad",
    as_of="A fecha de",
    as_of_date="a {date}",
    claimants="Quién lo afirma",
    sources="Fuentes",
    kept_by="A cargo de",
    evidence="Pruebas",
    you_asked="Preguntaste: {question}",
    and_more="y {count} más",
    none_against="Ninguna objeción",
    one_against="1 objeción",
    some_against="{count} objeciones",
    pack_keeps="paquete «{pack}»",
    server_keeps="a cargo de este servidor",
    their_evidence="Aquello en que se apoyan está en",
    against_the_claim="En contra de la afirmación",
    kept_as="Guardado como",
    would_change="Qué cambiaría el veredicto",
    on_the="Sobre la prueba ({kind}): {what}",
    against_it="En contra: {what}",
    opposite="La afirmación dice «{claim}»; preguntaste si no es así.",
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
    why_button="Por qué",
    sources_button="Fuentes",
    claimants_button="Quién lo dice",
    about_button="¿Dudas, o no es así?",
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
    one_sentence="De otra frase del mensaje no sé nada.",
    more_sentences="De otras {count} frases del mensaje no sé nada.",
    small_talk={
        SmallTalk.HELP: "Usa `/ayuda` para ver lo que puedo hacer.",
        SmallTalk.ABOUT: (
            "Soy un bot que han escrito personas. Muestro entradas que otras personas han escrito y comprobado, cada "
            "una con sus fuentes; no me invento nada. `/ayuda` dice más."
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
    standing="«{claim}» Ya lo respondí aquí: {link}",
    how_to=(
        "Pregúntame por una afirmación de la que dudes: mencióname con la pregunta o usa `/preguntar`. Para comprobar "
        "lo que escribió otra persona, abre el menú de su mensaje, Aplicaciones, *Comprobar este mensaje*."
    ),
    how_to_directly="Pregúntame por una afirmación de la que dudes, con tus palabras; o usa `/preguntar`.",
    cannot_read_others=(
        "No puedo leer el mensaje al que respondiste. Abre su menú (clic derecho, o mantén pulsado), luego "
        "Aplicaciones, *Comprobar este mensaje*."
    ),
    own_words_only="No puedo leer el mensaje al que respondiste. Esto es solo sobre tus propias palabras.",
    empty_reply="Tu respuesta me llegó sin texto. Pulsa *¿Dudas, o no es así?* bajo la respuesta y escríbelo allí.",
    slow_down="Son muchas preguntas a la vez. Espera unos segundos, por favor; la última no la he mirado.",
    too_fast="Eso fue muy rápido. Espera unos segundos, por favor, y hazlo otra vez; no se ha cambiado nada.",
    too_many_disputes="Has discutido varios veredictos hace un momento. Envía este otra vez en unos minutos.",
    busy_channel="Ha habido muchas preguntas en este canal. Pregunta otra vez en unos segundos, por favor.",
    busy_so_private="Ha habido muchas respuestas en este canal, así que esta solo la ves tú.",
    you_wrote="Has escrito:",
    picture_only="No puedo leer imágenes. Pregunta con palabras en `/preguntar`, o escribe lo que dice la imagen.",
    nothing_to_read="En ese mensaje no hay texto que pueda comprobar.",
    own_message="Ese mensaje es mío. Pulsa *¿Dudas, o no es así?* debajo de él para seguir preguntando.",
    no_question="No encontré ninguna pregunta ahí. Nombra la afirmación en una frase tuya.",
    only_the_asker="Solo quien preguntó puede decirlo. Con `/preguntar` puedes preguntar por tu cuenta.",
    not_mine_either="Entonces pregunta con otras palabras en `/preguntar`.",
    others_to_pick="**¿A qué afirmación te referías?** La respuesta de arriba se queda para los demás.",
    nothing_else="Entonces no conozco otra afirmación parecida. Puedes preguntar con otras palabras en `/preguntar`.",
    removed="Está borrada.",
    not_theirs="Solo pueden borrarla quien preguntó y quienes mantienen las entradas de este servidor.",
    no_answer_there="Ese mensaje no es una respuesta mía a ninguna pregunta, así que no hay nada que borrar.",
    cannot_remove="Discord ya no me deja borrar ese mensaje aquí.",
    gone="Ya no tengo esa respuesta. Pregunta otra vez, por favor.",
    changed_on={
        ChangeKind.UPDATE: "Actualizado el {date}: {what}",
        ChangeKind.CORRECTION: "Corregido el {date}: {what}",
    },
    verdict_before="Veredicto anterior: {word}.",
    changed_since="La entrada ha cambiado desde esta respuesta. Pregunta otra vez para verla como está ahora.",
    retired_since="La entrada se ha retirado desde esta respuesta.",
    claims_found="**{count} afirmaciones**",
    one_claim_found="**Una afirmación**",
    no_claims="Ninguna afirmación encaja. Prueba con menos palabras u otras, o sin el tema, el nombre o el veredicto.",
    of_topic="tema «{topic}»",
    of_name="sobre «{name}»",
    of_verdict="veredicto «{word}»",
    of_search="palabras «{search}»",
    failed="Algo falló por mi parte. Inténtalo otra vez; si vuelve a pasar, díselo a quienes me administran: {code}.",
    being_read="Justo ahora se están leyendo las entradas de este servidor. Inténtalo otra vez en un momento.",
    not_known="Ya no conozco ese comando. Recarga Discord e inténtalo otra vez, por favor.",
    out_of_date="Este botón es de una versión anterior de mí y ya no funciona. Pregunta otra vez, por favor.",
    not_now="Ahora mismo no puedo guardar nada. Inténtalo otra vez en unos minutos. No se ha guardado nada.",
    written_in={
        Language.ENGLISH: "Lo que dice la entrada está escrito en inglés.",
        Language.SPANISH: "Lo que dice la entrada está escrito en español.",
    },
    dispute_faults={
        DisputeFault.NO_REASON: "Di en una o dos frases qué está mal.",
        DisputeFault.LONG_REASON: f"El motivo es demasiado largo. Déjalo en {REASON_LENGTH} caracteres como mucho.",
        DisputeFault.ODD_LINK: (
            "El enlace no es una dirección completa. Empieza por http:// o https://; o no pongas ninguno."
        ),
        DisputeFault.NO_ANSWER: "Ya no tengo esa respuesta.",
    },
    choice_label="¿Qué es?",
    choice_ask="Quiero preguntar algo sobre esto",
    choice_not_mine="No es mi pregunta",
    choice_wrong="El veredicto es erróneo",
    choice_wrong_hint="Los moderadores lo leen y te responden por mensaje directo",
    choice_wrong_hint_elsewhere="Lo leen quienes me administran",
    choice_remove="Quitar esta tarjeta",
    text_label="Tu pregunta, o qué está mal",
    text_hint="Por ejemplo: ¿Quién lo dice? ¿Desde cuándo? ¿Hay pruebas?",
    link_label="Un enlace que lo muestre",
    link_hint="Si tienes uno",
    nothing_written="El formulario no tenía texto. Escribe una pregunta, o por qué crees que el veredicto es erróneo.",
    dispute_kept="Gracias. Lo he guardado para los moderadores de este servidor; uno de ellos te responderá.",
    dispute_kept_elsewhere="Gracias. Lo he guardado para quienes me administran.",
    help_asking=(
        "**Cómo preguntar**\n"
        "- `/preguntar` con una pregunta, o elige una afirmación al escribir; `privada` te la muestra solo a ti.\n"
        "- `/afirmaciones` lista lo que conozco, por tema, nombre, veredicto o palabras; `/afirmación` muestra una.\n"
        "- Mencióname en un mensaje con tu pregunta, o escríbeme directamente.\n"
        "- Para el mensaje de otra persona: su menú, Aplicaciones, *Comprobar este mensaje*.\n"
        "- Para seguir preguntando, responde a mi respuesta o pulsa *¿Dudas, o no es así?*\n"
        "- `/privacidad` dice qué guardo de ti, te lo muestra y te deja borrarlo."
    ),
    help_verdicts="**Los veredictos**",
    help_keepers="**Quién mantiene las entradas**",
    help_pack="«{pack}»",
    help_packs="Las entradas vienen en paquetes que se revisan como código: {packs}.",
    help_no_packs="todavía ninguno",
    help_in_server="Lo que ninguna entrada responde va a los moderadores de este servidor.",
    help_elsewhere="Lo que ninguna entrada responde va a quienes me administran.",
    help_moderating=(
        "**Para ti, que moderas aquí**\n"
        "- `/entrada nueva`, `/entrada editar`, `/entrada listar` y demás: escribir entradas; `/entrada ocultar` para "
        "una compartida.\n"
        "- `/cola`: preguntas que ninguna entrada responde y quejas sobre respuestas.\n"
        "- `/nombre añadir`: nombres como los escribe la gente; `/fuente comprobar`: enlaces que ya no funcionan.\n"
        "- `/auditoría`, `/deshacer`: quién cambió qué, y deshacerlo.\n"
        "- `/ajustes`, para el dueño y quienes gestionan el servidor: curadores, canales, idioma, paquetes."
    ),
    help_end="Respondo solo con entradas escritas, cada una con sus fuentes. Si ninguna encaja, lo digo.",
    follow_up=followup_texts.SPANISH,
    privacy=privacy_texts.SPANISH,
)  # fmt: skip
