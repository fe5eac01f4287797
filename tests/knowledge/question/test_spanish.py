"""Word forms of spanish.py, and the shape of its lexicon."""

import importlib.resources
import re
import time

import pytest

from knowledge.matching.lexicons.spanish import glosses

TABLE = importlib.resources.files("knowledge.matching.lexicons").joinpath("spanish.tsv")
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]

FORMS = {
    # the word itself
    "vacuna": "vaccine", "mas": "more", "menos": "less", "nunca": "never", "enero": "january",
    "alemania": "germany", "mitad": "half", "ninguno": "none", "solo": "only", "cuesta": "cost",
    # irregular forms
    "fue": "be", "dijo": "say", "hizo": "do", "pudo": "can", "tuvo": "have", "puso": "put", "murio": "die",
    "pidio": "ask", "sirve": "serve", "duerme": "sleep", "quiere": "want", "tiene": "have", "viene": "come",
    "sigue": "follow", "vuelan": "fly", "muerden": "bite", "arde": "burn", "huele": "smell", "sepa": "know",
    "haya": "have", "hecho": "fact", "dicho": "say", "visto": "see", "escrito": "write", "roto": "break",
    "muerto": "dead", "abierto": "open", "puesto": "put",
    # plurals and feminines
    "luces": "light", "peces": "fish", "canciones": "song", "casas": "house", "flores": "flower",
    "trabajadoras": "worker", "leona": "lion", "alemana": "german", "inglesas": "english", "vecinas": "neighbor",
    "roja": "red", "rotas": "break", "abogada": "lawyer", "bailarina": "dancer", "ladrones": "thief",
    # regular verbs
    "trabajan": "work", "trabajaba": "work", "trabajara": "work", "trabajarian": "work", "comio": "eat",
    "comeran": "eat", "bebiendo": "drink", "vivieron": "live", "viviria": "live", "quemadas": "burn",
    "prohibida": "forbidden", "nadando": "swim", "usamos": "use", "corta": "cut", "gasta": "spend",
    # stem and spelling changes
    "pierden": "lose", "encienden": "light", "almuerza": "lunch", "jueguen": "play", "murieron": "die",
    "durmiendo": "sleep", "repite": "repeat", "consiguio": "get", "pague": "pay", "llegue": "arrive",
    "toquen": "touch", "cacen": "hunt", "proteja": "protect", "elija": "choose", "conozca": "know",
    "produzcan": "produce", "venza": "beat", "distinga": "distinguish", "construyen": "build", "cayeron": "fall",
    "leyendo": "read", "averigue": "find out", "sonrie": "smile", "siembran": "sow", "riegan": "water",
    # compounds of irregular verbs
    "mantuvo": "maintain", "propuso": "propose", "produjeron": "produce", "predijo": "predict",
    "obtendra": "obtain", "pondrian": "put", "saldran": "leave", "descrita": "describe", "expuesto": "expose",
    "devueltos": "return", "contradicho": "contradict",
    # pronouns
    "comerlo": "eat", "lavarse": "wash", "darselo": "give", "hacerlas": "do", "comiendolo": "eat",
    "quitarnos": "remove", "multarte": "fine", "reirse": "laugh",
    # derived words
    "rapidamente": "fast", "peligrosamente": "dangerous", "facilmente": "easily", "perrito": "dog",
    "gatitas": "cat", "florecita": "flower", "pececito": "fish", "poquito": "little", "buenisima": "good",
}  # fmt: skip


@pytest.mark.parametrize(("word", "gloss"), FORMS.items())
def test_form(word: str, gloss: str) -> None:
    assert gloss in glosses(word)


@pytest.mark.parametrize(
    "word",
    ["", "s", "a", "xyzzy", "123", "amente", "ito", "selo", "ndo", "é", "ar", "\n", "zzz" * 9999],
)
def test_unknown_is_empty(word: str) -> None:
    assert glosses(word) == ()


@pytest.mark.parametrize(
    ("word", "said"),
    {"vino": "wine", "nada": "nothing", "casa": "house", "debate": "debate"}.items(),
)
def test_headwords_win(word: str, said: str) -> None:
    assert glosses(word)[0] == said


def test_unrelated_verbs_stay_out() -> None:
    assert glosses("corrige") == ("correct",)
    assert glosses("debates") == ("debate",)


def test_lexicon_shape() -> None:
    heads = [row[0] for row in ROWS]
    assert heads == sorted(set(heads))
    for head, pos, said in ROWS:
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", head)
        assert pos in set("nvadf")
        assert 1 <= len(said.split(",")) <= 4
        assert all(re.fullmatch(r"[a-z]+([ -][a-z]+)*", gloss) for gloss in said.split(","))
        assert pos != "v" or head.endswith(("ar", "er", "ir"))
        assert glosses(head) == tuple(said.split(","))
    assert sum(row[1] != "f" for row in ROWS) >= 2300
    assert sum(row[1] == "f" for row in ROWS) >= 250


def test_fast_enough() -> None:
    glosses("agua")
    began = time.perf_counter()
    for number in range(500):
        glosses(f"xqwzjuegues{number}")
        glosses("xqwzjuegues")
    assert time.perf_counter() - began < 2
