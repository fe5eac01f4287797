"""Make wordnet.tsv: which words of English stand for the same thing, by WordNet 3.0 (synonyms, derivations, likes).

    python -m tests.bench.make_wordnet --wordnet /usr/share/wordnet --words /usr/share/dict/american-english --out FILE

The table has one line a link, the most useful first: a stem, the other stem,
kind (`synonym`, `derivation`, `similar`) and how safe it is to take one for the other (0 to 1, two decimals). Each pair
stands there once, the stem that sorts first in front; it holds both ways.

How safe a link is rests on how much of what a stem is used for has the link. Each sense of each word that has the stem
counts as often as it was tagged in WordNet's own texts (a little where never, less for a later sense), and senses that
are derived from it under the same stem (to attack, an attack) count with it. The lesser of the two shares decides:
'poor' is used for 'hapless' now and then only, 'car' for 'automobile' nearly always. So stems under which several words
fall (universe, university) get no link from a lesser one of them. Irregular forms (bought, mice) are words of their own
for the stemmer, and are linked as their words are.

Opposites are never linked: antonyms in any sense, words of one synset with an antonym's synset, adjectives near two
opposed adjectives, what is derived from an antonym, what differs by a negating prefix or by `-less`, and the two sides
of a line of the project's own list of opposed relations. Adjectives that are 'similar' in WordNet are often a kind of
each other (posthumous, late) and are kept only when the table of likeness finds them alike as well.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import functools
import itertools
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.question.tokens import STOP_WORDS, fold, split_words, stem

LEXICONS = Path("knowledge/matching/lexicons")
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# How a sense key writes the part of speech; 5 is an adjective near another.
KEY_PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
DERIVED, ATTRIBUTE, NEAR, ANTONYM = frozenset("+\\<"), frozenset("="), frozenset("&"), frozenset("!")
SYNONYM, DERIVATION, SIMILAR = "synonym", "derivation", "similar"

# Of a synonym one sense is among the first so many of its word, and the other no later than the other number.
ONE_EARLY, OTHER_EARLY = 2, 3
SIMILAR_EARLY = 2
# So much of what either stem is used for has the link, and so alike are adjectives (hundredths, see alike.tsv).
LEAST_SHARE = {SYNONYM: 0.25, DERIVATION: 0.25, SIMILAR: 0.35}
LEAST_ALIKE = 50
# A synonym so weak is kept only when the two are alike as well, and not below the other.
WEAK, LEAST_WEIGHT = 0.45, 0.35
# Words that begin alike are derived from each other; of others (city, urban) more of the use must be.
SAME_START, OTHER_START_SHARE = 2, 0.45
# A sense that was never tagged counts so much, divided by its place among the senses of its word.
UNTAGGED = 0.5
# What is derived counts with a sense up to so many times what the sense counts itself.
MOST_DERIVED = 2.0
# An irregular form counts so much of what its word counts.
FORM = 0.4
# A stem so short is mostly short for something else, unless it is used in the linked sense this much.
SHORT, SHORT_SHARE = 3, 0.5
TINY, TINY_SHARE = 2, 0.8
# What is written with a capital this often in claims (hundredths) is a name there, and no other word.
NAME = 85
# Two names are the same only if each has hardly another use.
NAMES_SHARE = 0.6

# Words that count, which the matcher reads by itself or which are each another thing.
COUNTING = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth dozen hundred thousand million billion trillion
    half quarter single double triple twice thrice pair couple once zero nil
    """.split()
)
# Words of negation, place and time, and such as mean too much to be taken for another.
SMALL = frozenset(
    """
    not no non never none nobody nothing nowhere neither nor without hardly barely scarcely against under below above
    behind inside outside near far there here now then today tomorrow yesterday last next every long new part just
    put set lot state will way old able
    """.split()
)
NEGATING = ("un", "in", "im", "il", "ir", "dis", "non", "anti", "de", "mis", "counter", "under", "over", "a", "mal")
# Links that reading the table showed to be wrong or of no use, and stems that are mostly something else: "wont" is
# "won't", "pen" is seldom "to write", "fed" is the Federal Reserve.
REVIEWED = frozenset(
    """
    abid~abod abraham~ibrahim absolut~utter account~chronicl account~report almighti~creator almighti~lord
    amber~gold ambl~ambul anglic~english appli~employ arena~domain arena~sphere arm~armlet asset~plus assur~insur
    ass~bun atom~diatom away~forth ban~bani basal~base base~basi batter~buffet bear~born bing~glut boob~boobi
    booklet~folder book~booklet booster~protagonist brag~crow bulk~major bump~bumper buss~kiss bus~buss
    bus~omnibus cabbag~purloin call~name capita~head capit~capitalist capsiz~turtl captiv~enthral carmin~cherri
    carmin~red centenari~centuri centenni~centuri cephal~head charg~charger check~checker cherri~crimson
    cherri~red cherri~reddish chief~chiefli chief~main chief~princip chip~scrap christ~christian circl~circular
    clash~crash class~classifi clip~clipper cloak~mask close~closur clown~prank code~codifi cola~colon
    colon~coloni comeback~rejoind comeback~retort comeback~ripost commonwealth~countri commonwealth~nation
    conceiv~concept consid~view cook~cooker cosmos~world count~countabl craze~crazi creator~lord creat~creatur
    crime~incrimin crimin~outlaw crimson~red cri~scream croak~die cruis~cruiser curat~cure curs~oath dash~scoot
    date~dater degre~level democraci~democrat depart~department deposit~stuck deposit~wedg die~expir
    disclosur~revel disk~saucer divers~divert diver~divers document~documentari domain~sphere drank~drunk
    draw~drawer dress~dresser drinker~drunk drink~drunk dumbass~hammerhead earmark~trademark earth~earthl
    earth~extraterrestri earth~ground effect~effectu eff~screw electr~photoelectr elect~elig elk~moos
    emergenc~emergent employ~use employ~util engag~pursu engin~technolog ensur~insur equip~equipag expend~expens
    explet~oath extrem~super eyeglass~monocl fair~pretti fdr~roosevelt fellow~fellowship felon~outlaw
    flavor~spirit folder~pamphlet food~nutrient freeway~pike frequenc~frequent fuck~screw funer~mortuari gas~gass
    genes~genesi geotherm~heat gift~talent govern~governor groom~train hat~hatter headach~worri hear~listen
    hedgehog~porcupin homeown~household homework~prep honor~honorari hood~punk hood~thug hose~hosieri
    ident~identifi ident~indistinguish ignit~lighter illegitim~outlaw individu~individualist individu~mortal
    infect~pathogen infring~misdemeanor interplanetari~planet jfk~kennedi join~joiner jump~spring kale~lettuc
    kiss~kisser labor~proletariat laid~place lain~lay lain~lie lay~lie leap~spring leonin~lion lexic~word
    list~lister lone~loneli luther~lutheran madonna~mari mari~marian market~merchandis mark~marker massiv~monolith
    media~medium medit~muse memor~memori mile~miler minist~pastor mint~passel mortal~person motorway~pike
    motor~motorist move~travel mower~mown mummi~mummifi narrat~stori niger~nigerian norman~normandi nuclear~nuclei
    nuclear~nucleus ocean~transocean offend~piqu pack~packag panic~terror paper~paperi pass~passag patrol~polic
    pelag~sea pelt~pepper perfect~utter person~personifi pike~superhighway pirat~plagiar place~posit place~spot
    planar~plane plan~program plum~plumb post~poster pox~syphili premier~prime press~pressur profess~profession
    prohibit~prohibitionist projectil~rocket protest~protestant provid~render qualifi~qualiti race~sped race~speed
    rage~storm red~rubi red~ruddi red~scarlet regard~view remot~remov render~suppli repair~repar resid~shack
    reveal~revel rock~rocker roll~roller runner~smuggler rush~sped russia~ussr seal~sealant seal~sealer
    seller~traffick sentenc~sententi seri~serial server~waiter shock~stupor shut~shutter sign~signifi
    social~societi solicit~solicitor sport~sportiv sport~wear spot~spotter spring~sprung stanc~stand stanc~stood
    star~starri swing~swinger tabl~tabul tabl~tabular teen~young termin~termini termin~terminus test~trial
    traffick~vendor trail~trailer traitor~treason type~typifi undu~unduli univers~universal univers~world
    unnam~unutter vet~veterinari wave~wavelet wheel~wheeler worker~wrought work~workabl work~wrought
    """.split()
)
REVIEWED_STEMS = frozenset("pen pent gull popul wont cant wing na oh evid mick border swan fed bore".split())

# A synset: its part of speech and its offset.
Place = tuple[str, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Pointer:
    """A pointer of a synset: from its word at `source` (0: from all) to the word at `target` of another synset."""

    symbol: str
    place: Place
    source: int
    target: int


@dataclasses.dataclass(frozen=True, slots=True)
class Synset:
    """A synset: its words as written, in order, and where it points."""

    words: tuple[str, ...]
    pointers: tuple[Pointer, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Sense:
    """A word in one of its senses: which synset, the place of the sense among those of the word, how often tagged."""

    place: Place
    rank: int
    tagged: int


def read_synsets(folder: Path) -> dict[Place, Synset]:
    """Read the data files: synsets by part of speech and offset."""
    synsets: dict[Place, Synset] = {}
    for name, part in PARTS.items():
        for line in _lines(folder / f"data.{name}"):
            fields = line.split(" | ")[0].split()
            end = 4 + 2 * int(fields[3], 16)
            words = tuple(word.split("(")[0] for word in fields[4:end:2])
            pointers = []
            for at in range(end + 1, end + 1 + 4 * int(fields[end]), 4):
                symbol, offset, other, ends = fields[at : at + 4]
                there = ("a" if other == "s" else other, int(offset))
                pointers.append(Pointer(symbol, there, int(ends[:2], 16), int(ends[2:], 16)))
            synsets[part, int(fields[0])] = Synset(words, tuple(pointers))
    return synsets


def read_senses(folder: Path) -> dict[str, list[Sense]]:
    """Read the index files and the tag counts: the senses of each word (in lower case), of all parts of speech."""
    tagged: dict[tuple[str, str, int], int] = {}
    for line in _lines(folder / "cntlist.rev"):
        key, place, count = line.split()
        word, rest = key.split("%")
        tagged[word, KEY_PARTS[rest[0]], int(place)] = int(count)
    senses: dict[str, list[Sense]] = collections.defaultdict(list)
    for name, part in PARTS.items():
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            for rank, offset in enumerate(fields[6 + int(fields[3]) :], 1):
                senses[fields[0]].append(Sense((part, int(offset)), rank, tagged.get((fields[0], part, rank), 0)))
    return senses


def read_forms(folder: Path) -> dict[tuple[str, str], set[str]]:
    """Read the lists of exceptions: irregular forms of verbs and nouns (bought, mice) by word and part of speech."""
    forms: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for name in ("noun", "verb"):
        for line in _lines(folder / f"{name}.exc"):
            form, *words = line.split()
            for word in words:
                forms[word, PARTS[name]].add(form)
    return forms


def _lines(file: Path) -> Iterator[str]:
    """Go through the lines of a WordNet file but for the licence at its start."""
    return (line for line in file.read_text(encoding="ascii").splitlines() if not line.startswith(" "))


_LEFT_OUT = frozenset(stem(word) for word in STOP_WORDS | COUNTING | SMALL)


@functools.cache
def stem_of(word: str) -> str | None:
    """Return the stem of a word, or None if it is no single plain word: a number, a name with blanks, a small word."""
    folded = fold(word)
    if not folded.isalpha() or len(folded) < 2 or any(one.number is not None for one in split_words(folded)):
        return None
    found = stem(folded)
    return None if found in _LEFT_OUT else found


class Commonness:
    """How common stems are: in how many claims of the background, and whether a list of plain words has them."""

    def __init__(self, background: Path, words: Path | None) -> None:
        self.claims: dict[str, int] = {}
        self.names: set[str] = set()
        self._listed: set[str] = set()
        for line in background.read_text(encoding="utf-8").splitlines()[1:]:
            one, seen, capitals, listed = line.split("\t")
            self.claims[one] = int(seen or 0)
            if listed:
                self._listed.add(one)
            if int(capitals or 0) >= NAME:
                self.names.add(one)
        for word in words.read_text(encoding="utf-8").splitlines() if words else ():
            if (found := stem_of(word)) is not None:
                self._listed.add(found)

    def known(self, one: str, *, tagged: bool) -> bool:
        """Say whether a stem is common: it stands in claims, or is a plain word and stands in WordNet's texts."""
        return self.claims.get(one, 0) > 0 or (tagged and one in self._listed)

    def seen(self, pair: tuple[str, str]) -> tuple[int, int]:
        """Return in how many claims the rarer and the more common stem of a pair stand."""
        one, other = (self.claims.get(each, 0) for each in pair)
        return min(one, other), max(one, other)


class Stems:
    """The senses of WordNet by stem, and how much of the use of a stem each of them is."""

    def __init__(self, folder: Path) -> None:
        self.synsets = read_synsets(folder)
        self.tagged: set[str] = set()
        self.rank: dict[tuple[str, Place], int] = {}
        self._forms = read_forms(folder)
        counts: dict[str, dict[Place, float]] = collections.defaultdict(lambda: collections.defaultdict(float))
        for word, own in read_senses(folder).items():
            for sense in own:
                for one, part in self._stems(word, sense.place[0]):
                    counts[one][sense.place] += part * (sense.tagged or UNTAGGED / sense.rank)
                    self.rank[one, sense.place] = min(sense.rank, self.rank.get((one, sense.place), sense.rank))
                    if sense.tagged:
                        self.tagged.add(one)
        self._share: dict[str, dict[Place, float]] = {}
        for one, senses in counts.items():
            total = sum(senses.values())
            self._share[one] = {place: count / total for place, count in senses.items()}
        self._of: dict[Place, tuple[tuple[str, ...], ...]] = {}
        self._near: dict[tuple[str, Place], set[Place]] = collections.defaultdict(set)
        for one, place, other, there in self.pointed(DERIVED):
            if one == other:
                self._near[one, place].add(there)
                self._near[one, there].add(place)

    def of(self, place: Place) -> tuple[tuple[str, ...], ...]:
        """Return for each word of a synset its stems: none if it is no single plain word, more with irregular forms."""
        if place not in self._of:
            words = self.synsets[place].words
            self._of[place] = tuple(tuple(one for one, _ in self._stems(word, place[0])) for word in words)
        return self._of[place]

    def pointed(self, symbols: frozenset[str]) -> Iterator[tuple[str, Place, str, Place]]:
        """Go through the pointers of these kinds from stem to stem: stem, its synset, the other stem, its synset."""
        for place, synset in self.synsets.items():
            for pointer in synset.pointers:
                if pointer.symbol in symbols:
                    mine, theirs = self.of(place), self.of(pointer.place)
                    sources = mine[pointer.source - 1 : pointer.source] if pointer.source else mine
                    targets = theirs[pointer.target - 1 : pointer.target] if pointer.target else theirs
                    for one, other in itertools.product(itertools.chain(*sources), itertools.chain(*targets)):
                        yield one, place, other, pointer.place

    def written(self, one: str, places: Iterable[Place]) -> frozenset[bool]:
        """Return how the words that have a stem are written in these synsets: with capitals (True), without (False)."""
        return frozenset(
            not word.islower()
            for place in places
            for word, stems in zip(self.synsets[place].words, self.of(place), strict=True)
            if one in stems
        )

    def used(self, one: str, places: set[Place], *, derived: bool) -> float:
        """Return how much of the use of a stem these synsets are, with what is derived from them under that stem."""
        own = self._share[one]
        direct = sum(own.get(place, 0.0) for place in sorted(places))
        if not derived:
            return direct
        near = {each for place in places for each in self._near.get((one, place), ())} - places
        return direct + min(MOST_DERIVED * direct, sum(own.get(place, 0.0) for place in sorted(near)))

    def _stems(self, word: str, part: str) -> list[tuple[str, float]]:
        found: dict[str, float] = {}
        own = stem_of(word)
        for form in self._forms.get((word.lower(), part), ()) if own is not None else ():
            if (one := stem_of(form)) is not None:
                found[one] = FORM
        if own is not None:
            found[own] = 1.0
        return sorted(found.items())


class Opposites:
    """Which stems are opposed."""

    def __init__(self, stems: Stems, relations: Path | None) -> None:
        self._pairs: set[tuple[str, str]] = set()
        derived: dict[str, set[str]] = collections.defaultdict(set)
        for one, _, other, _ in stems.pointed(DERIVED):
            derived[one].add(other)
            derived[other].add(one)
        around: dict[Place, set[str]] = {}
        for place, synset in stems.synsets.items():
            places = [place, *(pointer.place for pointer in synset.pointers if pointer.symbol in NEAR)]
            around[place] = {one for each in places for one in itertools.chain(*stems.of(each))}
        for place, synset in stems.synsets.items():
            for pointer in synset.pointers:
                if pointer.symbol in ANTONYM:
                    self._oppose(around[place], around[pointer.place])
        for one, _, other, _ in stems.pointed(ANTONYM):
            self._oppose({one, *derived[one]}, {other, *derived[other]})
        for line in relations.read_text(encoding="utf-8").splitlines() if relations else ():
            sides = [{stem(fold(word)) for word in side.split()} for side in line.split("|")]
            for mine, theirs in itertools.combinations(sides if not line.startswith("#") else (), 2):
                self._oppose(mine, theirs)

    def opposed(self, one: str, other: str) -> bool:
        """Say whether two stems are opposed in any sense, or one reads like the negation of the other."""
        if (one, other) in self._pairs or one.endswith("less") != other.endswith("less"):
            return True
        short, long = sorted((one, other), key=len)
        return any(long == prefix + short for prefix in NEGATING)

    def _oppose(self, some: Iterable[str], others: Iterable[str]) -> None:
        for one, other in itertools.product(some, others):
            self._pairs |= {(one, other), (other, one)}


@dataclasses.dataclass(slots=True)
class Found:
    """What was found of a pair of stems: the senses of each that have a link, and the best places of two senses."""

    mine: set[Place] = dataclasses.field(default_factory=set)
    theirs: set[Place] = dataclasses.field(default_factory=set)
    ranks: tuple[int, int] = (99, 99)

    def add(self, mine: Place, theirs: Place, ranks: tuple[int, int]) -> None:
        """Take up one more link of the pair."""
        self.mine.add(mine)
        self.theirs.add(theirs)
        self.ranks = min(self.ranks, ranks, key=lambda two: (max(two), min(two)))


Table = dict[tuple[str, str], Found]


def gathered(stems: Stems) -> dict[str, Table]:
    """Gather all pairs of stems that have a link, by kind of link."""
    tables: dict[str, Table] = {kind: collections.defaultdict(Found) for kind in (DERIVATION, SYNONYM, SIMILAR)}

    def add(kind: str, one: str, mine: Place, other: str, theirs: Place) -> None:
        if one > other:
            one, mine, other, theirs = other, theirs, one, mine
        if one != other:
            tables[kind][one, other].add(mine, theirs, (stems.rank[one, mine], stems.rank[other, theirs]))

    for place in stems.synsets:
        words = stems.of(place)
        for word in words:
            for one, other in itertools.combinations(word, 2):
                add(DERIVATION, one, place, other, place)
        for mine, theirs in itertools.combinations(words, 2):
            for one, other in itertools.product(mine, theirs):
                add(SYNONYM, one, place, other, place)
    for link in stems.pointed(DERIVED):
        add(DERIVATION, *link)
    for link in stems.pointed(ATTRIBUTE):
        # Of others (hot, temperature) the noun goes with the opposite as well.
        if link[0][:3] == link[2][:3]:
            add(DERIVATION, *link)
    for link in stems.pointed(NEAR):
        add(SIMILAR, *link)
    return tables


def read_alike(file: Path | None) -> dict[tuple[str, str], int]:
    """Read the table of likeness: how alike two stems are, in hundredths, both ways."""
    alike: dict[tuple[str, str], int] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file else ():
        one, others = line.split("\t")
        for entry in others.split():
            other, likeness = entry.rsplit(":", 1)
            alike[one, other] = alike[other, one] = int(likeness)
    return alike


class Links:
    """The links of the table."""

    def __init__(
        self, stems: Stems, opposites: Opposites, common: Commonness, alike: dict[tuple[str, str], int]
    ) -> None:
        self._stems = stems
        self._opposites = opposites
        self._common = common
        self._alike = alike

    def best(self) -> list[tuple[str, str, str, float]]:
        """Return stem, other stem, kind and weight of all links that are safe enough, the most useful first."""
        best: dict[tuple[str, str], tuple[str, float]] = {}
        for kind, table in gathered(self._stems).items():
            for pair, found in table.items():
                weight = self._weight(pair, kind, found)
                if weight is not None and weight > best.get(pair, ("", 0.0))[1]:
                    best[pair] = kind, weight

        def useful(pair: tuple[str, str]) -> float:
            rarer, more = self._common.seen(pair)
            return best[pair][1] * math.log(2 + rarer + 0.1 * more)

        return [(*pair, *best[pair]) for pair in sorted(best, key=lambda pair: (-useful(pair), pair))]

    def _weight(self, pair: tuple[str, str], kind: str, found: Found) -> float | None:
        """Return how safe a link is, or None if it is not safe enough."""
        one, other = pair
        if not self._both_common(pair, kind) or self._opposites.opposed(one, other):
            return None
        if "~".join(pair) in REVIEWED or not REVIEWED_STEMS.isdisjoint(pair):
            return None
        derived = kind != SIMILAR
        shares = tuple(
            self._stems.used(each, places, derived=derived)
            for each, places in zip(pair, (found.mine, found.theirs), strict=True)
        )
        least, most = min(shares), max(shares)
        early, late = sorted(found.ranks)
        if least < LEAST_SHARE[kind] or self._mistakable(pair, kind, found, shares):
            return None
        if kind == DERIVATION:
            alien = one[:SAME_START] != other[:SAME_START] and least < OTHER_START_SHARE
            small = False in self._stems.written(one, found.mine) | self._stems.written(other, found.theirs)
            return None if alien and small else 0.8 + 0.1 * least
        likeness = self._alike.get(pair, 0)
        if kind == SIMILAR:
            fits = late <= SIMILAR_EARLY and likeness >= LEAST_ALIKE
            return 0.3 + 0.2 * min(least, likeness / 100) if fits else None
        if early > ONE_EARLY or late > OTHER_EARLY:
            return None
        top = 0.85 if late == 1 else 0.65
        weight = top * math.sqrt(least) * (0.9 + 0.1 * most)
        return weight if weight >= (WEAK if likeness < LEAST_ALIKE else LEAST_WEIGHT) else None

    def _both_common(self, pair: tuple[str, str], kind: str) -> bool:
        """Say whether both stems are common enough; what is derived may be a little rarer."""
        known = all(self._common.known(each, tagged=kind == DERIVATION or each in self._stems.tagged) for each in pair)
        return known and self._common.seen(pair)[1] > 0

    def _mistakable(self, pair: tuple[str, str], kind: str, found: Found, shares: tuple[float, ...]) -> bool:
        """Say whether a stem of the pair is mostly something else: a name, or short for another word."""
        for one, places, share in zip(pair, (found.mine, found.theirs), shares, strict=True):
            capitals = self._stems.written(one, places)
            if one in self._common.names and True not in capitals:
                return True
            if len(one) <= SHORT and share < (TINY_SHARE if len(one) <= TINY else SHORT_SHARE):
                return True
            if kind != DERIVATION and False not in capitals and share < NAMES_SHARE:
                return True
        return False


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, required=True, help="folder with data.noun, index.noun, cntlist.rev")
    parser.add_argument("--words", type=Path, help="list of plain words, beside those of the background")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--lexicons", type=Path, default=LEXICONS, help="background.tsv, alike.tsv")
    options = parser.parse_args()
    stems = Stems(options.wordnet)
    opposites = Opposites(stems, Path(__file__).with_name("opposed_relations.txt"))
    common = Commonness(options.lexicons / "background.tsv", options.words)
    found = Links(stems, opposites, common, read_alike(options.lexicons / "alike.tsv")).best()
    lines = [f"{one}\t{other}\t{kind}\t{weight:.2f}" for one, other, kind, weight in found]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    counts = collections.Counter(kind for _, _, kind, _ in found)
    print(f"{len(lines)} links ({dict(counts)}), {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
