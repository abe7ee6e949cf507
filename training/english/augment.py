"""Training sentences beyond the treebanks: headings in title case, curly quotes, and invented sentences with names.

The invented sentences carry name labels only. Their people are syllables put together, their templates are general;
none of it comes from a corpus.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from training.english.treebanks import Document, Sentence

GIVEN = (
    "Anna Boris Carlos Daniela Emil Fatima Gustav Hana Ibrahim Jana Karim Lena Marek Nadia Omar Petra Rashid "
    "Sofia Tomas Ursula Viktor Wanda Yusuf Zoran Aigul Batu Chen Dmitri Elmar Farida Giorgi Hyun Ilham Jamal "
    "Kenji Laila Mikhail Nurlan Olga Pavel Rustam Saodat Timur Ulugbek Vahid Wei Yerlan Zhanna Andrzej Bakyt "
    "Claude Driss Evo Francois Gulnara Helmut"
).split()
ONSETS = ("b d f g h k l m n p r s t v z sh kh ch br kr tr st zh dzh b m k s t n al ber gor mir tur kar sal").split()
VOWELS = ("a e i o u a o i ai ia").split()
ENDINGS = (
    "ov ev in enko sky ski ić dze shvili yan bayev beyli zadeh son sen berg mann ez oglu uly nen as is escu "
    "ani awi ara moto nga mba ndo ko vi li ang ong eri oni etti eau ard ham ton well ley uk yuk aitis"
).split()
PARTICLES = ("al-", "bin ", "van ", "de ", "von ", "El ")
PLACES = (
    "Norway|Kenya|Peru|Vietnam|Kazakhstan|Tajikistan|Georgia|Armenia|Azerbaijan|Belarus|Moldova|Latvia|"
    "Estonia|Portugal|Oman|Qatar|Jordan|Ghana|Senegal|Angola|Chile|Bolivia|Malaysia|Laos|Nepal|Fiji|Iceland|"
    "Malta|Cyprus|Slovenia|Croatia|South Korea|North Macedonia|Saudi Arabia|Sri Lanka|New Zealand|"
    "South Africa|the United Kingdom|the United States|the Russian Federation|the Czech Republic|"
    "the Philippines|the Netherlands|Uzbekistan|Turkmenistan|Kyrgyzstan|Mongolia|China|Russia|Turkey|Iran|"
    "India|Japan|France|Germany|Italy|Spain|Poland|Ukraine|Egypt|Ethiopia|Brazil|Canada|Mexico|Astana|Bishkek|"
    "Dushanbe|Tashkent|Ashgabat|Baku|Tbilisi|Yerevan|Minsk|Oslo|Vienna|Geneva|New York|Addis Ababa|Abu Dhabi|"
    "Kuala Lumpur|Hanoi|Beijing|Moscow|Lisbon|Montevideo|St. Petersburg|The Hague|Phnom Penh|Ulan Bator|"
    "Ankara|Doha|Cairo|Central Asia|the Caspian Sea|the South Caucasus|the Black Sea|East Africa|"
    "the Western Balkans|the Gulf of Guinea"
).split("|")
THEMES = (
    "Foreign Affairs|Trade|Energy|Transport|Agriculture|Defence|Health|Economic Development|Finance|Culture|"
    "Labour|Justice|Internal Affairs|Communications|Water Resources|Industry and Commerce|"
    "Science and Technology|Tourism"
).split("|")
BODIES = (
    "Bank|Council|Commission|Union|Agency|Organization|Fund|Community|Forum|Association|Parliament|Assembly"
).split("|")
AREAS = (
    "Asian|Eurasian|Baltic|African|Arab|Nordic|Caspian|Pacific|Andean|European|Islamic|Turkic|Adriatic|Central Asian"
).split("|")
SUBJECTS = (
    "Development|Economic|Security|Cooperation|Investment|Customs|Trade|Energy|Infrastructure|Transport|Rail"
).split("|")
KNOWN = (
    "UN|EU|NATO|the European Union|the United Nations|the African Union|the World Bank|OSCE|ASEAN|"
    "the Security Council|the State Duma|the European Commission|the International Atomic Energy Agency|IMF|"
    "WTO|the Foreign Ministry|Xinhua|Reuters|the Cabinet of Ministers|the Senate|the Central Bank|"
    "the Red Cross|the Constitutional Court|OPEC|the Supreme Court"
).split("|")
DEMONYMS = (
    "Norwegian Kenyan Peruvian Vietnamese Kazakh Tajik Georgian Armenian Azerbaijani Belarusian Moldovan "
    "Latvian Russian Chinese Turkish Iranian Indian French German Polish Ukrainian Egyptian Brazilian Uzbek "
    "Turkmen Kyrgyz Qatari"
).split()
TITLES = (
    "President|Prime Minister|Foreign Minister|Deputy Prime Minister|Vice President|Chancellor|Ambassador|"
    "Energy Minister|Secretary-General|Speaker|Deputy Foreign Minister|First Deputy Prime Minister|"
    "State Secretary|King|Defence Minister"
).split("|")
PLURAL = {"Ministers": "Minister", "Presidents": "President", "Chancellors": "Chancellor", "Ambassadors": "Ambassador"}
TEMPLATES = (
    "{ts} {p} and {p} signed a treaty on trade in {l} .",
    "{ts} {p} of {l} and {p} of {l} met in {l} on Friday .",
    "The talks between {t} {p} and his {d} counterpart {p} were held in {l} .",
    "{d} {t} {p} will visit {l} next week , the {o} said .",
    "{l} and {l} agreed to build a railway , {t} {p} told reporters .",
    "{p} , head of the {o} , met with {d} {t} {p} .",
    "{ts} {p} , {p} and {p} attended the opening of the {o} .",
    "{l} , {l} and {l} will open a joint centre , said {p} , the {d} {t} .",
    "The {o} and the {o} initialled a memorandum with {l} .",
    "{l} 's {t} {p} spoke by phone with {t} {p} .",
    "{p} said that {l} expects the {o} to ratify the agreement by March .",
    "The delegation of {l} is led by {t} {p} and includes {p} from the {o} .",
    "{d} {t} {p} and {d} {t} {p} discussed gas supplies .",
    "On Tuesday {l} hosted the foreign ministers of {l} , {l} and {l} .",
    "{k} and {k} backed the plan , {p} noted .",
    "{k} will send observers to {l} .",
    "{p} ( {l} ) and {p} ( {l} ) were elected co-chairs of {k} .",
    '" {l} will keep its promise , " {p} said after talks with {k} .',
    "{ts} {p} and {p} to Meet in {l}",
    "{l} , {l} Sign Deal on Visas",
    "{k} Urges {l} to Ratify Treaty , {p} Says",
    "{L} , Feb. 3 ( {k} ) -- {t} {p} arrived in {l} on a working visit .",
    "{L} - {d} {t} {p} has approved the programme of the {o} .",
    "The {d} - {d} commission , co-chaired by {t} {p} and {t} {p} , met in {l} .",
    "{o} chief {p} praised {l} .",
    "Under the document {l} undertakes to supply oil to {l} via {l} until 2030 .",
    "In {l} , {p} 's talks with {p} lasted three hours .",
)
QUOTES = {
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ll": "’ll",
    "'ve": "’ve",
    "'m": "’m",
    "'d": "’d",
    "'": "’",
    "--": "—",
}
MINOR = frozenset("a an the of in on at to for and or by with from as but nor".split())
_SLOT = re.compile(r"\{(\w+)\}")


def surname(rng: random.Random) -> str:
    """Invent a surname of two or three syllables."""
    body = "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice((1, 1, 2))))
    name = (body + rng.choice(ONSETS) + rng.choice(ENDINGS)).capitalize()
    particle = rng.choice(PARTICLES) if rng.random() < 0.1 else ""
    return particle + name + (f"-{name[::-1].capitalize()}" if rng.random() < 0.02 else "")


def invented_sentence(rng: random.Random) -> Sentence:
    """Fill a template; the result has words, spacing and names only."""
    words: list[str] = []
    names: list[str] = []
    for part in rng.choice(TEMPLATES).split():
        slot = _SLOT.fullmatch(part)
        text, label = _filler(slot.group(1), rng) if slot else (part, "")
        tokens = text.replace("-", " - ").split() if label or slot else text.split()
        if label and tokens[0] in ("the", "The"):
            words.append("The" if not words else "the")
            names.append("O")
            tokens = tokens[1:]
        words.extend(tokens)
        names.extend([f"B-{label}", *[f"I-{label}"] * (len(tokens) - 1)] if label else ["O"] * len(tokens))
    words[0] = words[0][:1].upper() + words[0][1:]
    return Sentence(words=tuple(words), spaced=_spacing(words), names=tuple(names))


def _filler(slot: str, rng: random.Random) -> tuple[str, str]:
    """Return the text for a slot, and its label or ""."""
    if slot == "p":
        given = rng.choice(GIVEN)
        style = rng.random()
        name = surname(rng) if style < 0.4 else f"{given} {surname(rng)}"
        return (f"{given} {rng.choice('ABDKMNRST')}. {surname(rng)}" if style > 0.93 else name), "PER"
    if slot == "l":
        return rng.choice(PLACES), "LOC"
    if slot == "L":
        return rng.choice([place for place in PLACES if not place.startswith("the ")]).upper(), "LOC"
    if slot == "k":
        return rng.choice(KNOWN), "ORG"
    if slot == "o":
        kind = rng.random()
        if kind < 0.3:
            return f"{rng.choice(('Ministry', 'Department', 'Committee'))} of {rng.choice(THEMES)}", "ORG"
        if kind < 0.4:
            return f"{rng.choice(THEMES)} Ministry", "ORG"
        return f"{rng.choice(AREAS)} {rng.choice(SUBJECTS)} {rng.choice(BODIES)}", "ORG"
    if slot == "ts":
        title = rng.choice(TITLES)
        return (title if title.endswith("-General") else f"{title}s"), ""
    return rng.choice(DEMONYMS if slot == "d" else TITLES), ""


def _spacing(words: Sequence[str]) -> tuple[bool, ...]:
    """Say which words follow white space in ordinary typesetting."""
    spaced = []
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        glued = word in (",", ".", ")", "'s") or before == "(" or (word == "-" and before.isalpha()) or before == "-"
        spaced.append(not glued)
    return tuple(spaced)


def title_cased(sentence: Sentence) -> Sentence:
    """Write a sentence as newspapers write headings, with all its labels; the final full stop goes with its label."""
    end = len(sentence.words)
    if sentence.words[-1] == "." and end not in sentence.heads and sentence.heads[-1] != 0:
        end -= 1
    words = [
        word if index and word.lower() in MINOR else word[:1].upper() + word[1:]
        for index, word in enumerate(sentence.words[:end])
    ]
    cut = {name: getattr(sentence, name)[:end] for name in _COLUMNS}
    return replace(sentence, words=tuple(words), **cut)


_COLUMNS = ("spaced", "upos", "xpos", "feats", "lemmas", "heads", "relations", "names")


def curly(sentence: Sentence) -> Sentence:
    """Replace straight quotes and double hyphens by the typographic ones; lemmas stay as they were."""
    words, opened = [], False
    for word in sentence.words:
        if word == '"':
            opened = not opened
            words.append("“" if opened else "”")
        else:
            words.append(QUOTES.get(word, word))
    triples = zip(words, sentence.words, sentence.lemmas, strict=True)
    lemmas = tuple(new if old == lemma and len(old) < 3 else lemma for new, old, lemma in triples)
    return replace(sentence, words=tuple(words), lemmas=lemmas)


def augmented(documents: Sequence[Document], rng: random.Random, invented: int) -> list[Document]:
    """Return an epoch's documents: some with curly quotes, plus headings and `invented` sentences with names."""
    epoch: list[Document] = []
    headings: list[Document] = []
    for original in documents:
        document = original
        if rng.random() < 0.3:
            document = [[curly(sentence) for sentence in paragraph] for paragraph in original]
        epoch.append(document)
        sentences = (sentence for paragraph in document for sentence in paragraph)
        short = (sentence for sentence in sentences if 5 <= len(sentence.words) <= 14 and sentence.words[-1] in ".…")
        headings.extend([[title_cased(sentence)]] for sentence in short if rng.random() < 0.08)
    fresh = [invented_sentence(rng) for _ in range(invented)]
    groups = [[[sentence] for sentence in fresh[start : start + 4]] for start in range(0, len(fresh), 4)]
    return epoch + headings + groups
