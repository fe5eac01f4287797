"""The texts about people's own data, in each language: what is kept, the file with it, and forgetting."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrivacyTexts:
    """The texts of one language. What stands in braces is filled in; `terms` are five lines."""

    heading: str
    questions: str
    queue: str
    moderators: str
    forgetting: str
    backups: str
    no_backups: str
    show_button: str
    forget_button: str
    shown: str
    nothing: str
    too_large: str
    sure: str
    sure_button: str
    forgotten: str
    not_now: str


ENGLISH = PrivacyTexts(
    heading="**What I keep of you, and for how long**",
    questions=(
        "What you ask me, and what you press under answers, I keep for {days} days, by a number that stands for you; "
        "then only counts are left. I read no other messages, and no question is written to a log."
    ),
    queue=(
        "What no entry answers, and what you say against a verdict, is read by the moderators of the server, or where "
        "there is none by those who run me; what waits for an answer stays until it has one."
    ),
    moderators=(
        "What somebody did as a moderator stays as long as the server has me: drafts, what was published, and who "
        "changed what."
    ),
    forgetting=(
        "*Forget me* takes you out of all of it at once, on every server. Questions stay without a name, and "
        "a moderator's work stays, as that of a former moderator. Where a server keeps you out of its queue, that "
        "stays, by a fingerprint of your id."
    ),
    backups=(
        "What was erased is in older backups until they expire: the last {days} days after it. Copies that those who "
        "run me have made by hand are theirs to delete."
    ),
    no_backups="I make no backups by myself. Copies that those who run me have made by hand are theirs to delete.",
    show_button="Show my data",
    forget_button="Forget me",
    shown="This is all that I keep of you. Only you see it.",
    nothing="I keep nothing of you.",
    too_large="What I keep of you is too large for a message here. Ask those who run me for it.",
    sure=(
        "**Shall I forget you?** It cannot be undone. Nobody could then answer you about what you said against a "
        "verdict, and nobody would find what you wrote as a moderator under your name, not even to undo it."
    ),
    sure_button="Yes, forget me",
    forgotten=(
        "Done: nothing here leads to you any more. The last traces in the files of my database are overwritten within "
        "about an hour while I run."
    ),
    not_now="I cannot erase anything at this moment. Please try again in a minute.",
)
SPANISH = PrivacyTexts(
    heading="**Qué guardo de ti, y por cuánto tiempo**",
    questions=(
        "Lo que me preguntas, y lo que pulsas bajo las respuestas, lo guardo {days} días, con un número en lugar de "
        "tu nombre; después solo quedan recuentos. No leo otros mensajes, y ninguna pregunta se escribe en un registro."
    ),
    queue=(
        "Lo que ninguna entrada responde, y lo que dices contra un veredicto, lo leen los moderadores del servidor, o "
        "quienes me administran donde no hay; lo que espera respuesta se queda hasta tenerla."
    ),
    moderators=(
        "Lo que alguien hizo como moderador se queda mientras el servidor me tenga: borradores, lo publicado, y quién "
        "cambió qué."
    ),
    forgetting=(
        "*Olvídame* te quita de todo ello al momento, en todos los servidores. Las preguntas se quedan sin nombre, y "
        "el trabajo de un moderador se queda, como de un antiguo moderador. Donde un servidor te deja fuera de su "
        "cola, eso se queda, con una huella de tu identificador."
    ),
    backups=(
        "Lo borrado sigue en copias de seguridad anteriores hasta que caducan: las últimas, {days} días después. Las "
        "copias que quienes me administran hicieron a mano les toca borrarlas a ellos."
    ),
    no_backups=(
        "No hago copias de seguridad por mi cuenta. Las que quienes me administran hicieron a mano les toca borrarlas "
        "a ellos."
    ),
    show_button="Ver mis datos",
    forget_button="Olvídame",
    shown="Esto es todo lo que guardo de ti. Solo lo ves tú.",
    nothing="No guardo nada de ti.",
    too_large="Lo que guardo de ti no cabe en un mensaje aquí. Pídeselo a quienes me administran.",
    sure=(
        "**¿Quieres que te olvide?** No se puede deshacer. Ya no podría responderte sobre lo que dijiste contra un "
        "veredicto, y nadie encontraría a tu nombre lo que escribiste como moderador, ni siquiera para deshacerlo."
    ),
    sure_button="Sí, olvídame",
    forgotten=(
        "Hecho: aquí ya nada lleva a ti. Los últimos rastros en los archivos de mi base de datos se sobrescriben en "
        "cosa de una hora mientras funciono."
    ),
    not_now="En este momento no puedo borrar nada. Inténtalo otra vez en un minuto, por favor.",
)
