"""One alphabet of sounds for Arabic and Latin letters: what a word could sound like, as a short string of symbols.

Consonants, one symbol each, shared by both scripts:

    b p t d k q g f v m n l r s z h      as in English
    θ ث th    ð ذ dh    ʃ ش sh    č چ ch    ʤ ج j    ħ ح    χ خ kh    ɣ غ gh    ḍ ض    ẓ ظ    ž ژ zh

Vowels differ by script, because they carry different knowledge. Arabic writes only the long ones: ا و ي, with أ
for an initial alef (the seat of any vowel), ى for a final ya, and ع. Latin writes all: a e i o u, long ā ī ū, ʊ for the
French ou (short or long), glides w y, mute final ə. In both, ة is a final h, which may stand for nothing, and w an
initial و.

`distance.py` says how far two symbols are apart, `keys.py` which of them share a recall key.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mithaq.names.fold import CACHED_WORDS

MAX_READINGS = 4
"""Ways to sound one word: each is one more comparison with every word it may be."""

CONSONANTS = frozenset("bptdkqgfvmnlrszhθðʃčʤħχɣḍẓž")

_ARABIC_LETTERS = (
    "ب:b پ:p ت:t ث:θ ج:ʤ چ:č ح:ħ خ:χ د:d ذ:ð ر:r ز:z ژ:ž س:s ش:ʃ "
    "ص:s ض:ḍ ط:t ظ:ẓ غ:ɣ ف:f ڤ:v ق:q ك:k گ:g ل:l م:m ن:n ه:h"
)
_ARABIC = str.maketrans(dict(pair.split(":") for pair in _ARABIC_LETTERS.split()))

_LATIN_LETTERS = (
    "dsch:ʤ tsch:č sch:ʃ tch:č sh:ʃ ch:č kh:χ gh:ɣ th:θ dh:ð dj:ʤ dg:ʤ ph:f zh:ž ck:k j:ʤ x:ks c:k "
    "ou:ʊ oo:ū uu:ū ee:ī ii:ī aa:ā eu:u ai:ay ei:ey au:aw"
)
_LATIN = dict(pair.split(":") for pair in _LATIN_LETTERS.split())
_LATIN_PATTERN = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_SOFT_C = re.compile("c(?=[eiy])")
_DOUBLED = re.compile(r"([^aeiouāīūʊ])\1+")
_DOUBLED_DIGRAPH = re.compile("s(?=ʃ)|t(?=θ)|d(?=ð)|k(?=χ)|g(?=ɣ)")
_MUTE_E = re.compile("(?<=[bptdkqgfvmnlrszhθðʃčʤχɣ])e$")
_IY = re.compile("(?<=.)iy(?=[aeiou])")
_AWU = re.compile("(?<=[aeo])w(?=[uūʊ])")
_GLIDE = re.compile("^ʊ(?=[aeiāī])")
_WRITTEN_SHORT = {"طه": "طاها", "يس": "ياسين"}
"""Two names that are written as the letters of a sura."""

_SILENT_END = {"عمرو": "amr"}
"""The last letter is written and not spoken, to tell Amr from عمر (Omar)."""

_LAST = {"h": "ة", "a": "ā", "i": "ī", "o": "ū", "u": "ū"}
"""At the end of a word Arabic writes every vowel, so a Latin one there is as good as long: Amro is عمرو, not عمر."""

_PASSIVE = re.compile("^(m[ae][^aeiouāīūʊ]{2})[uoʊ](?=[^aeiouāīūʊ]$)")
"""maf‘ūl: in Mahmud, Mansur, Masud the second vowel is long however it is spelled; it tells محمود from محمد."""

_LONG_START = re.compile("^أ[وي]..")
"""اي and او at the start are two sounds (Ayman أيمن, Aws أوس) or one long one (Ihab إيهاب, Olfat)."""

_SOMALI = re.compile("x|^c(?=[aeiou])|(?:[aeiou]{2}|[ao])c$|aac|c(?=aa|ii|uu|oo|ee)|(?<=a)c(?=a)")
_NOT_SOMALI = re.compile("[pvz]|ch|ck|cc|sc|axi$|ex|ix|maxi|max$|oxan")
_SOMALI_LETTERS = str.maketrans({"x": "ħ", "c": None})
_SOMALI_M = re.compile("aan$")
"""Somali writes ح as x and ʿayn as c; its final o is ة (Xaliimo), and an Arabic final m is n (Cabdisalaan)."""

_COMORIAN = re.compile("oi(?=[^aeiouy])|(?<=[^aeiouy])i$")
"""On the Comoros oi is a short a, and no word ends in a consonant: Toihir طاهر, Soidiki صديق, Moustoifa."""

_YA_OF_J = re.compile("(?<=h)j|(?<=ri)j(?=a$)|^j(?=uss?[ue]f|ah|ass?[ie]|akub|unis)")
"""German and Swedish write y as j: Jussuf, Jahja, Jassin, Zakarija."""

_MAGHREB_GHAYN = re.compile("(?<![aeiouy])rh(?=[aeiou])")
"""French ears hear غ as r, and old registers of the Maghreb write it rh: Rharbi غربي, Oudrhiri ودغيري."""

_SAHARAN_FEMININE = re.compile("(?<=..[^aeiouy])[ae]tou$")
"""Mauritania speaks the ending of Arabic grammar: Fatimetou فاطمة, Aminetou آمنة."""

_FEMININE = re.compile("(?<=..)[ae]h$")
"""A final -ah is ة (Fatimah) or a vowel before ه or ح (Farah, Wajeeh): first a long vowel, then not."""

_ALSO_SPOKEN = dict(
    pair.split(":")
    for pair in (
        "aden:adam aadan:adam maryan:maryam caasho:aisha faadumo:fatima fadumo:fatima xaawo:hawa xamse:hamza "
        "echata:aicha issouf:youssouf issoufou:youssouf attoumane:outhmane atoumane:outhmane "
        "slimane:sulaiman sliman:sulaiman slimen:sulaiman reza:rida riza:rida ramzan:ramadan ramazan:ramadan "
        "ibragim:ibrahim magomed:mohamed joseph:juzif georges:jurj george:jurj nicolas:niqula nicola:niqula"
    ).split()
)
"""Names whose usual spelling in some states is another language's form of them."""

_PARTED = str.maketrans({"θ": "th", "ð": "dh", "ʃ": "sh", "ž": "zh"})
"""The same digraphs as two sounds: Fathi فتحي, Medhat مدحت, Ishaq إسحاق, Mazhar مظهر."""


def is_arabic(word: str) -> bool:
    """Whether a folded word is in Arabic script: its first letter decides."""
    return "؀" <= word[:1] <= "ۿ"


def is_latin(word: str) -> bool:
    """Whether a folded word is plain Latin letters or digits."""
    return word.isascii()


@lru_cache(maxsize=CACHED_WORDS)
def readings(word: str) -> tuple[str, ...]:
    """The ways to sound a folded word, at most `MAX_READINGS`, the usual one first; other scripts as they are."""
    if is_arabic(word):
        usual = _arabic_sounds(word)
        if word in _SILENT_END:
            return usual, _SILENT_END[word]
        return (usual, usual[1:]) if _LONG_START.match(usual) else (usual,)
    if not is_latin(word) or not word:
        return (word,)
    sounds = [_latin_sounds(each) for each in _respelled(word)]
    if _FEMININE.search(word):
        sounds.insert(0, sounds[0][:-2] + "ā")
    if len(sounds) == 1 and sounds[0].isascii():  # no digraph that could be two sounds
        return (sounds[0],)
    parted = sounds[0][:1] + sounds[0][1:].translate(_PARTED)
    return tuple(dict.fromkeys((*sounds, parted)))[:MAX_READINGS]


def _respelled(word: str) -> list[str]:
    """The word and what it would be in the spelling that most states share, the likeliest first."""
    if word in _ALSO_SPOKEN:
        return sorted((word, _ALSO_SPOKEN[word]), key=lambda each: "x" in each)
    found = [word]
    if _SOMALI.search(word) and not _NOT_SOMALI.search(word):
        bare = word.translate(_SOMALI_LETTERS)
        found.insert(0 if "x" in word or word[0] == "c" else 1, bare[:-1] + ("a" if bare[-1:] == "o" else bare[-1:]))
    if _SOMALI_M.search(word):
        found.append(word[:-1] + "m")
    if "oi" in word:
        found.append(_COMORIAN.sub(lambda each: "a" if each[0] == "oi" else "", word))
    if _YA_OF_J.search(word):
        found.insert(0, _YA_OF_J.sub("y", word))
    for pattern, letters in ((_MAGHREB_GHAYN, "ɣ"), (_SAHARAN_FEMININE, "a")):
        if pattern.search(word):
            found.append(pattern.sub(letters, word))
    return found


def _arabic_sounds(word: str) -> str:
    """Weak letters keep their Arabic letter, with its own symbol where the place in the word decides the sound."""
    word = _WRITTEN_SHORT.get(word, word)
    if len(word) > 1:
        word = {"ا": "أ", "و": "w"}.get(word[0], word[0]) + word[1:]
    if len(word) > 2:
        word = word[:-1] + {"ه": "ة", "ي": "ى"}.get(word[-1], word[-1])
    return word.replace("للة", "لة").replace("تش", "چ").replace("وو", "و").replace("ايى", "اى").translate(_ARABIC)


def _latin_sounds(word: str) -> str:
    spelled = _LATIN_PATTERN.sub(_symbol, _IY.sub("y", _SOFT_C.sub("s", word)))
    spelled = _DOUBLED.sub(_first_group, _DOUBLED_DIGRAPH.sub("", spelled))
    spelled = _PASSIVE.sub(_lengthened, _AWU.sub("", _GLIDE.sub("w", spelled)))
    if len(spelled) > 2:
        spelled = _MUTE_E.sub("ə", spelled)
        spelled = spelled[:-1] + _LAST.get(spelled[-1], spelled[-1])
    return spelled


# Functions, because a template such as r"\1" is parsed at every call.
def _symbol(found: re.Match[str]) -> str:
    return _LATIN[found[0]]


def _first_group(found: re.Match[str]) -> str:
    return found[1]


def _lengthened(found: re.Match[str]) -> str:
    return found[1] + "ū"
