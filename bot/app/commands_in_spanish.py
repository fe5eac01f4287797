"""The commands as Discord shows them in Spanish, by what they are called in English.

Names and options are at most 32 characters in lower case without blanks, everything else at most 100 characters.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.texts import TEXTS
from knowledge.entries.verdict import Verdict
from knowledge.language import Language

NAMES: Mapping[str, str] = {
    "Check this message": "Comprobar este mensaje",
    "Remove this answer": "Borrar esta respuesta",
    "add": "añadir",
    "also": "también",
    "ask": "preguntar",
    "audit": "auditoría",
    "check": "comprobar",
    "claim": "afirmación",
    "claims": "afirmaciones",
    "due": "por-revisar",
    "edit": "editar",
    "entry": "entrada",
    "export": "exportar",
    "file": "archivo",
    "form": "formato",
    "help": "ayuda",
    "hide": "ocultar",
    "history": "historial",
    "id": "id",
    "import": "importar",
    "kind": "tipo",
    "list": "listar",
    "name": "nombre",
    "new": "nueva",
    "preview": "vista-previa",
    "privacy": "privacidad",
    "private": "privada",
    "question": "pregunta",
    "queue": "cola",
    "reason": "motivo",
    "remove": "quitar",
    "restore": "restaurar",
    "retire": "retirar",
    "revert": "revertir",
    "revision": "revisión",
    "search": "buscar",
    "settings": "ajustes",
    "show": "ver",
    "since": "desde",
    "source": "fuente",
    "state": "estado",
    "test": "probar",
    "topic": "tema",
    "undo": "deshacer",
    "unhide": "mostrar",
    "verdict": "veredicto",
    "who": "quién",
    "without_archive": "sin-archivo",
}
"""What commands, groups of them, their options and the entries of a message's menu are called."""

DESCRIPTIONS: Mapping[str, str] = {
    "What is kept of you and for how long; see it, or erase it": (
        "Qué se guarda de ti y cuánto tiempo; verlo o borrarlo"
    ),
    "Ask about a claim that you doubt": "Pregunta por una afirmación de la que dudes",
    "The claim or question": "La afirmación o la pregunta",
    "Show the answer to you alone (off: to everybody)": "Mostrarte la respuesta solo a ti (si no, a todos)",
    "How to ask, what the verdicts mean, who keeps the entries": (
        "Cómo preguntar, qué significan los veredictos y quién mantiene las entradas"
    ),
    "Look through the claims that I know, by topic, name or verdict": (
        "Ver las afirmaciones que conozco, por tema, nombre o veredicto"
    ),
    "Only claims of this topic": "Solo afirmaciones de este tema",
    "Only claims about this person, group or place": "Solo afirmaciones sobre esta persona, grupo o lugar",
    "Only claims with this verdict": "Solo afirmaciones con este veredicto",
    "Words that are in the claim": "Palabras que están en la afirmación",
    "Show one claim that I know, with its verdict and sources": (
        "Mostrar una afirmación que conozco, con su veredicto y sus fuentes"
    ),
    "The claim": "La afirmación",
    "Write, change and look at entries": "Escribir, cambiar y ver entradas",
    "Begin a new entry": "Empezar una entrada nueva",
    "The claim: one neutral sentence in the affirmative": "La afirmación: una frase neutral y afirmativa",
    "A short id; made from the claim when left out": "Un id corto; si falta, se saca de la afirmación",
    "Change an entry; a shared one becomes this server's own version": (
        "Cambiar una entrada; de una compartida se hace una versión propia del servidor"
    ),
    "The entry": "La entrada",
    "Show an entry as askers see it, with its state": "Ver una entrada como la ve quien pregunta, con su estado",
    "Show the draft of an entry as askers will see it": "Ver el borrador de una entrada como se verá",
    "What a question would get and why, with the drafts included": (
        "Qué recibiría una pregunta y por qué, con los borradores incluidos"
    ),
    "The question": "La pregunta",
    "List the entries": "Listar las entradas",
    "Only of this topic": "Solo de este tema",
    "Only with this verdict": "Solo con este veredicto",
    "Only in this state": "Solo en este estado",
    "Only those due for another look": "Solo las que toca revisar",
    "Only those with a link that has no archived copy": "Solo las que tienen un enlace sin copia archivada",
    "Who changed an entry, when, what and why": "Quién cambió una entrada, cuándo, qué y por qué",
    "Publish an earlier revision of an entry anew; first shows what it would change": (
        "Publicar de nuevo una revisión anterior de una entrada; antes muestra qué cambiaría"
    ),
    "The number of the revision, as the history lists it": "El número de la revisión, como está en el historial",
    "Take an entry of this server out of what askers see": "Quitar de la vista una entrada de este servidor",
    "Why, in one sentence": "Por qué, en una frase",
    "Show a retired entry to askers again": "Volver a mostrar una entrada retirada",
    "Hide a shared entry from this server's askers": "Ocultar una entrada compartida en este servidor",
    "The shared entry": "La entrada compartida",
    "Show a hidden shared entry to this server's askers again": (
        "Volver a mostrar en este servidor una entrada compartida oculta"
    ),
    "Import a file of entries and names; first shows what it would do": (
        "Importar un archivo de entradas y nombres; antes muestra lo que haría"
    ),
    "A TOML or JSON file": "Un archivo TOML o JSON",
    "Get this server's entries and names, or one entry, as a file": (
        "Obtener en un archivo las entradas y nombres de este servidor, o una entrada"
    ),
    "Only this entry": "Solo esta entrada",
    "The form of the file": "El formato del archivo",
    "Questions that nobody could answer, and complaints about answers": (
        "Preguntas que nadie pudo responder y quejas sobre respuestas"
    ),
    "Curators, moderators' channel, two people, language, cards, matching, packs, channels": (
        "Curadores, canal de moderadores, dos personas, idioma, tarjetas, búsqueda, paquetes, canales"
    ),
    "This server's own names": "Los nombres propios de este servidor",
    "Add a name, or other ways of writing one": "Añadir un nombre, u otras formas de escribirlo",
    "The name as it is usually written": "El nombre como se suele escribir",
    "What it is": "Qué es",
    "Other ways of writing it, with commas between": "Otras formas de escribirlo, separadas por comas",
    "List this server's own names": "Listar los nombres propios de este servidor",
    "Take one of this server's own names out": "Quitar uno de los nombres propios de este servidor",
    "The name": "El nombre",
    "The links of this server's entries": "Los enlaces de las entradas de este servidor",
    "Find links of this server's entries that no longer work": (
        "Buscar enlaces de las entradas de este servidor que ya no funcionan"
    ),
    "Who changed what, and when": "Quién cambió qué, y cuándo",
    "Take back what one person changed; first shows what that is": (
        "Deshacer lo que cambió una persona; antes muestra qué es"
    ),
    "The person": "La persona",
    "Since when: 30m, 2h, 1d, or a moment in UTC as 2026-05-04 13:30": (
        "Desde cuándo: 30m, 2h, 1d, o un momento en UTC como 2026-05-04 13:30"
    ),
}
"""What stands beside commands and options."""

CHOICES: Mapping[str, str] = {
    **{verdict.word: TEXTS[Language.SPANISH].verdicts[verdict][0] for verdict in Verdict},
    "draft": "borrador",
    "in review": "en revisión",
    "published": "publicada",
    "retired": "retirada",
    "hidden": "oculta",
    "switched off": "desactivada",
    "discarded": "descartada",
    "person": "persona",
    "gang": "pandilla",
    "cartel": "cártel",
    "organisation": "organización",
    "country": "país",
    "place": "lugar",
    "event": "acontecimiento",
    "TOML": "TOML",
    "JSON": "JSON",
}
"""What the choices of an option are called."""
