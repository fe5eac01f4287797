"""Letters and languages: one word in all its spellings, two words that stay two, and what carries nothing."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.matching.deciding.decision import decide
from knowledge.matching.index.document import Document
from knowledge.matching.index.segment import base_of
from knowledge.matching.lexicons.background import shipped_background
from knowledge.matching.outcome import Outcome
from knowledge.moderation.editorial import editorial_problems
from knowledge.question.cleaning import clean
from knowledge.question.framing import strip_frames
from knowledge.question.gazetteer import Gazetteer, Name
from knowledge.question.languages import STOP_LISTS, language_of
from knowledge.question.reading import read_question
from knowledge.question.tokens import reads_as_spanish, split_words, stem
from knowledge.text.characters import fold
from tests.scenes.making import every_pack, made_pack, plain_entry

NO_NAMES = Gazetteer(())


def answered(question, *claims):
    base = base_of((Document(str(place), claim) for place, claim in enumerate(claims)), NO_NAMES)
    decision = decide(read_question(question, NO_NAMES), base, shipped_background())
    return [claims[int(match.entry)] for match in decision.answers]


def found_at_all(question, *claims):
    base = base_of((Document(str(place), claim) for place, claim in enumerate(claims)), NO_NAMES)
    decision = decide(read_question(question, NO_NAMES), base, shipped_background())
    return decision.outcome is not Outcome.NO_ENTRY


def telling(text):
    return [word.text for word in split_words(text, spanish=reads_as_spanish(text)) if not word.stops]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Đorđe", "Dorde"), ("Łukasz", "Lukasz"), ("Øresund", "Oresund"), ("straße", "strasse"), ("STRAẞE", "strasse"),
        ("Æthelred", "Aethelred"), ("ılıca", "ilica"), ("Þór", "Thor"), ("Reykjavík, Ísland", "Reykjavik, Island"),
        ("Sigurðsson", "Sigurdsson"), ("œuvre", "oeuvre"), ("Ħamrun", "Hamrun"), ("Ŋaro", "Ngaro"), ("PETÉN", "peten"),
        ("Ёлка", "елка"), ("Αθήνα", "Αθηνα"), ("مُحَمَّد", "محمد"), ("שָׁלוֹם", "שלום"), ("ﬁn", "fin"),
        ("Tiếng Việt", "tieng viet"),
    ],
)  # fmt: skip
def test_a_letter_and_its_plain_form_are_one(written, plain):
    assert fold(written) == fold(plain)
    assert [word.text for word in split_words(written)] == [word.text for word in split_words(plain)]


@given(st.text(max_size=100))
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("सेना", "सोना"),
        ("दिन", "दीन"),
        ("কলা", "কালি"),
        ("மலை", "மாலை"),
        ("ปา", "ปี"),
        ("နေ", "နာ"),
        ("が", "か"),
        ("ሀ", "ሁ"),
    ],
)
def test_vowel_signs_tell_words_apart(one, other):
    assert fold(one) != fold(other)
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    "text",
    [
        "नमक के पानी से कोरोना", "বাংলাদেশের মানুষ", "தமிழ் மொழி", "മലയാളം ഭാഷ", "ภาษาไทย", "မြန်မာဘာသာ", "ភាសាខ្មែរ", "한국어 말",
        "ਪੰਜਾਬੀ ਬੋਲੀ",
    ],
)  # fmt: skip
def test_no_word_is_split_at_a_vowel_sign(text):
    assert [word.text for word in split_words(text)] == fold(text).split()
    assert clean(text).text == text
    assert clean(f"_{text}_ #{text.split()[0]}").text == f"{text} {text.split()[0]}"
    assert fold(text).replace(" ", "") == "".join(word.stem for word in split_words(text))


def test_what_cannot_be_seen_splits_no_word():
    for text in ("क्\u200dया", "می\u200cخواهم", "co\u00adrona", "a\ufe0f", "\u200emara\u200f"):
        assert len(split_words(text)) == 1, text
        assert len(split_words(clean(text).text)) == 1, text
    assert len(split_words("mara\u200bsalvatrucha")) == 2


def test_a_name_with_vowel_signs_is_found_whole():
    gazetteer = Gazetteer([Name("सेना", "organisation")])
    assert [one.name.name for one in gazetteer.find(split_words("क्या सेना ने कहा"))] == ["सेना"]
    assert not gazetteer.find(split_words("क्या सोना महँगा है"))


ARMY = "भारतीय सेना ने मणिपुर में बीस आतंकवादी मार गिराए।"
SALT = "नमक के पानी से गरारे करने से कोरोना ठीक हो जाता है।"


def test_word_for_word_an_entry_in_hindi_is_found():
    assert answered("क्या नमक के पानी से गरारे करने से कोरोना ठीक हो जाता है?", ARMY, SALT) == [SALT]
    assert answered("क्या भारतीय सेना ने मणिपुर में बीस आतंकवादी मार गिराए", ARMY, SALT) == [ARMY]


@pytest.mark.parametrize(
    "question",
    [
        "क्या तुम ठीक हो?", "क्या आज बारिश होगी?", "क्या चाँद पर पानी है?", "आप कैसे हैं?", "यह क्या है?", "तुम क्या कर रहे हो?",
        "मुझे भूख लगी है", "आज मौसम कैसा है?", "क्या भारतीय सोना महँगा है?", "सोने का भाव क्या है?", "वह कौन था", "क्या बात है",
    ],
)  # fmt: skip
def test_small_talk_in_hindi_gets_no_verdict(question):
    assert not answered(question, ARMY, SALT)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("क्या यह सच है कि तुम ने यह कर दिया है", ARMY),
        ("Правда ли, что это было так?", "Это правда, что он был и есть в городе Вельмар."),
        ("Ist das wirklich wahr oder nicht?", "Es ist wahr, dass die Brücke von Velmar gesperrt wurde."),
        ("C'est vrai ou pas, dans cette ville ?", "Il est vrai que le pont de Velmar a été fermé dans la nuit."),
        ("Isso é verdade? Você também ouviu isso?", "É verdade que a ponte de Velmar foi fechada pelo governo."),
        ("È vero questo? Anche voi lo sapevate?", "È vero che il ponte di Velmar è stato chiuso nella notte."),
    ],
)
def test_small_words_alone_find_nothing(question, claim):
    assert not found_at_all(question, claim)


def test_each_stop_list_is_small_and_folded():
    for language, words in STOP_LISTS.items():
        assert 30 <= len(words) <= 120, language
        assert all(fold(word) == word for word in words), language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ist die CIA schuld an der MS-13?", "german"),
        ("La CIA a été créée dans cette ville", "french"),
        ("A ponte foi fechada pelo governo", "portuguese"),
        ("Il ponte è stato chiuso nella notte", "italian"),
        ("Мост закрыли", "russian"),
        ("पुल बंद", "hindi"),
        ("kya yeh sach hai", "hindi"),
        ("Did man die in war in the DAs?", None),
        ("was the CIA so cruel", None),
        ("Tengo hambre", None),
        ("", None),
    ],
)
def test_the_language_of_a_text_is_told_by_its_script_and_small_words(text, language):
    assert language_of(text)[0] == language


def test_no_text_of_the_packs_is_taken_for_another_language():
    for pack in every_pack():
        for entry in pack.entries:
            for text in (entry.claim, entry.answer, *entry.phrasings, *entry.not_this):
                assert language_of(text)[0] is None or reads_as_spanish(text), text


def test_an_article_that_is_written_on_to_a_word_is_no_part_of_it():
    assert "armee" in telling("C'est vrai que l'armée est dans cette ville")
    assert "esercito" in telling("I Zetas sono stati fondati dall'esercito")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("Stimmt es, dass die Erde hohl ist?", "die Erde hohl ist?"),
        ("Wusstet ihr, dass die Erde hohl ist?", "die Erde hohl ist?"),
        ("Ich habe gehört, dass die Erde hohl ist, stimmt das?", "die Erde hohl ist"),
        ("Leute, man sagt, die Erde ist hohl", "die Erde ist hohl"),
        ("Weiß jemand, ob die Erde hohl ist?", "die Erde hohl ist?"),
        ("Est-ce que c'est vrai qu'elle est creuse ?", "elle est creuse ?"),
        ("Saviez-vous que la Terre est creuse ?", "la Terre est creuse ?"),
        ("J'ai entendu dire que la Terre est creuse, c'est vrai ?", "la Terre est creuse"),
        ("Il paraît que la Terre est creuse", "la Terre est creuse"),
        ("É verdade que a Terra é oca?", "a Terra é oca?"),
        ("Você sabia que a Terra é oca?", "a Terra é oca?"),
        ("Ouvi dizer que a Terra é oca, é verdade?", "a Terra é oca"),
        ("Será que a Terra é oca?", "a Terra é oca?"),
        ("È vero che la Terra è cava?", "la Terra è cava?"),
        ("Sapevi che la Terra è cava?", "la Terra è cava?"),
        ("Ho sentito dire che la Terra è cava, è vero?", "la Terra è cava"),
        ("Правда ли, что Земля полая?", "Земля полая?"),
        ("Вы знали, что Земля полая?", "Земля полая?"),
        ("Я слышал, что Земля полая, это правда?", "Земля полая"),
        ("Говорят, что Земля полая", "Земля полая"),
        ("क्या यह सच है कि पृथ्वी खोखली है?", "पृथ्वी खोखली है?"),
        ("क्या आप जानते हैं कि पृथ्वी खोखली है?", "पृथ्वी खोखली है?"),
        ("मैंने सुना है कि पृथ्वी खोखली है, क्या यह सच है?", "पृथ्वी खोखली है"),
        ("kya yeh sach hai ki dharti khokhli hai", "dharti khokhli hai"),
    ],
)
def test_the_frame_of_a_question_is_dropped_in_other_languages(asked, left):
    assert strip_frames(asked) == left


@pytest.mark.parametrize("piece", ["stimmt es ", "c'est ", "что ", "क्या ", ", oder", "ich habe ", "dicono che ", "मि"])
def test_no_run_of_pieces_of_frames_takes_long(piece):
    begun = time.process_time()
    strip_frames(piece * (6000 // len(piece)))
    assert time.process_time() - begun < 0.3


SINGULARS_AND_PLURALS = """
    juez jueces, militar militares, pez peces, ley leyes, luz luces, crimen crímenes, cárcel cárceles, lugar
    lugares, mujer mujeres, taller talleres, poder poderes, fiscal fiscales, joven jóvenes, imagen imágenes, orden
    órdenes, líder líderes, camión camiones, león leones, mes meses, francés franceses, interés intereses, voz
    voces, cruz cruces, raíz raíces, capaz capaces, cómplice cómplices, enlace enlaces, avance avances, padre
    padres, ciudad ciudades, red redes, arma armas, rehén rehenes, volcán volcanes, alemán alemanes, cadáver
    cadáveres, nariz narices, vez veces, feliz felices, virgen vírgenes, dólar dólares, flor flores, alcalde
    alcaldes, clase clases, base bases, nuez nueces, actriz actrices, testigo testigos, acto actos, elección
    elecciones, rey reyes, atroz atroces
"""
MEN_AND_WOMEN = """
    director directora, senador senadora, juez jueza, jueces juezas, alemán alemana, francés francesa, ladrón ladrona,
    presidente presidenta, abogado abogada, capitán capitana, japonés japonesas, comandante comandanta, líder lideresa,
    catalán catalanas, español española, guatemalteco guatemaltecas, musulmán musulmana
"""


@pytest.mark.parametrize(
    "pair", [pair.split() for pair in f"{SINGULARS_AND_PLURALS},{MEN_AND_WOMEN}".split(",")], ids="-".join
)
def test_spanish_singular_and_plural_man_and_woman_meet(pair):
    one, other = (stem(fold(word), spanish=True) for word in pair)
    assert one == other


@pytest.mark.parametrize(
    ("one", "other"),
    [("juez", "juego"), ("luz", "lucha"), ("pez", "pesos"), ("conoces", "conozca"), ("armas", "aroma")],
)
def test_other_spanish_words_do_not(one, other):
    assert stem(fold(one), spanish=True) != stem(fold(other), spanish=True)


def test_verbs_keep_the_stem_of_their_other_forms():
    for one, other in (("haces", "hace"), ("dices", "dice"), ("conoces", "conoce"), ("produces", "produce")):
        assert stem(one, spanish=True) == stem(other, spanish=True)


def test_two_claims_in_hindi_that_differ_by_a_sign_are_not_nearly_the_same(tmp_path):
    entries = [
        plain_entry("gold-rose", claim="सोना आज दिल्ली में महँगा हुआ", phrasings=["क्या सोना दिल्ली में महँगा हुआ"]),
        plain_entry("army-rose", claim="मेला कल जयपुर में बंद हुआ", phrasings=["क्या मेला जयपुर में बंद हुआ"]),
    ]
    problems = editorial_problems(made_pack(tmp_path / "rivers", *entries), datetime.date(2020, 1, 1))
    assert not [one for one in problems if one.problem.field.startswith("phrasings")]
