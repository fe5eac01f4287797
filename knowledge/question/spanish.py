"""Spanish words as the stemmer should see them: plurals and feminines in the form that their stem is taken from.

The Snowball stemmer takes `ar`, `er` and `en` for endings of verbs, so that `militar` and `militares`, `crimen` and
`crímenes` part, and knows nothing of `z` and `c`.
"""

from __future__ import annotations

import re

# The plural of a noun in -z. After these letters -ces is another plural (`avances`) or a verb (`produces`, `dices`).
_Z_PLURAL = re.compile(r"[aiou](?<!du)(?<!di)ces\Z")
_Z_PLURALS = frozenset({"jueces", "peces", "nueces", "veces", "preces", "dobleces", "vejeces", "jaeces", "perdices"})
_NOT_Z = frozenset(
    """
    complices enlaces desenlaces cauces helices artifices vertices vortices roces goces sauces interfaces silices
    conoces reconoces desconoces haces deshaces satisfaces naces renaces places complaces yaces abraces apendices
    codices indices entonces
    """.split()
)
# The plural of a noun that ends in a vowel and one of these letters.
_ES_PLURAL = re.compile(r"[aeiou][rnds]es\Z")
# These lose the -s only, or are names.
_NOT_ES = frozenset(
    """
    quieres prefieres mueres hieres adquieres requieres sugieres eres paredes mercedes linares olivares caceres
    valladares colindres benavides bases clases frases fases sedes
    """.split()
)
# Short words in which the stemmer finds no ending: `arma`, `armas`.
_SHORT_PLURAL = re.compile(r"[aeiou][^aeiou]{1,2}[ao]s\Z")
# Feminines of masculines in -n and -s; of most words the stemmer takes the ending.
_MASCULINES = frozenset(
    """
    aleman catalan capitan guardian holgazan charlatan rufian musulman haragan sultan frances japones ingles
    holandes portugues danes irlandes escoces finlandes libanes sudanes congoles senegales tailandes taiwanes vietnames
    nepales cordobes leones milanes marselles aragones burgues feligres neozelandes groenlandes polones vienes
    javanes ceilandes camerunes ruandes gales genoves berlines lider
    """.split()
)
_FEMININE = ("a", "as", "esa", "esas")
_TITLES = {"comandanta": "comandante", "comandantas": "comandante", "jueza": "juez", "juezas": "juez"}


def singular(word: str) -> str:
    """Return a folded Spanish word in the singular and the masculine, where the stemmer would part it from them."""
    if word in _TITLES:
        return _TITLES[word]
    if not word.endswith(("s", "a")):
        return word
    for ending in _FEMININE:
        if word.endswith(ending) and word.removesuffix(ending) in _MASCULINES:
            return word.removesuffix(ending)
    if word.endswith("ces"):
        z_plural = word in _Z_PLURALS or (word not in _NOT_Z and _Z_PLURAL.search(word) is not None)
        return word[:-3] + "z" if z_plural else word
    if _ES_PLURAL.search(word) and word not in _NOT_ES and len(word) > 4:
        return word[:-2]
    return word[:-1] if _SHORT_PLURAL.fullmatch(word) else word
