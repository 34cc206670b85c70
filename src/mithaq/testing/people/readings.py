"""How a name sounds: its consonants from the Arabic letters, its vowels from how somebody once wrote it in Latin.

Arabic writes no short vowels, so they are taken from a Latin spelling in the frequency table if one fits letter by
letter, else guessed from the shape of the word. A reading is a string of sounds: `a i u e` short, `A I U` long
vowels, capitals `H S D T Z P` for ح ص ض ط ذ ظ, `3` ع, `v` ث, `x` خ, `c` ش, `g` غ, `q` ق, `j` ج, `'` hamza, `@` for ة.
A doubled sound is a doubled letter. The table is the generator's own: the matcher never sees it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SOUNDS = {
    "ء": "'", "أ": "'", "إ": "'", "ؤ": "'", "ئ": "'", "آ": "'A", "ا": "A", "ب": "b", "ت": "t", "ث": "v", "ج": "j",
    "ح": "H", "خ": "x", "د": "d", "ذ": "Z", "ر": "r", "ز": "z", "س": "s", "ش": "c", "ص": "S", "ض": "D", "ط": "T",
    "ظ": "P", "ع": "3", "غ": "g", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "@",
    "و": "w", "ي": "y", "ى": "A", "گ": "q", "ڤ": "f", "ڨ": "q", "چ": "j", "پ": "b",
}  # fmt: skip

_WRITTEN = {
    "'": " ' ’", "A": "aa a e o ", "b": "bb b pp p", "t": "tt t", "v": "th tt t ss s", "j": "dj j gg gu g",
    "H": "hh h ", "x": "kh k h", "d": "dd d", "Z": "dh th d z", "r": "rr r", "z": "zz z s", "s": "ss s c z",
    "c": "sh ch sch sc", "S": "ss s c z", "D": "dh dd d z", "T": "tt t", "P": "dh zz z d th", "3": " ' ’ ‘ `",
    "g": "gh g r", "f": "ff f ph v", "q": "kk k q gu g c", "k": "kk k ck c q", "l": "ll l", "m": "mm m", "n": "nn n",
    "h": "h ", "@": "ah eh at et a e ate ", "w": "ou oo w u o v ", "y": "yy y ii ee ie i e ",
}  # fmt: skip
"""Latin letters that may stand for a sound, the likelier first; an empty one at an end where it may be silent."""

_WAYS = {sound: tuple(dict.fromkeys(letters.split(" "))) for sound, letters in _WRITTEN.items()}
_VOWELS = "aeiou"
_HEARD = "aiAUI"  # vowels of a guess
_LENGTHENED = re.compile("uw(?![aiuAIU@])|[ie]y(?![aiuAIU@y])")
_LONGEST = 30  # letters of a word worth aligning
_SHORT = str.maketrans("o", "u")
KNOWN = {
    "محمد": "muHammad", "أحمد": "'aHmad", "علي": "3alI", "إبراهيم": "'ibrAhIm", "حسن": "Hasan", "خالد": "xAlid",
    "عمر": "3umar", "يوسف": "yUsuf", "حسين": "Husayn", "محمود": "maHmUd", "سعيد": "sa3Id", "صالح": "SAliH",
    "إسماعيل": "'ismA3Il", "مصطفى": "muSTafA", "موسى": "mUsA", "ناصر": "nASir", "سليمان": "sulaymAn",
    "جمال": "jamAl", "سالم": "sAlim", "عادل": "3Adil", "عثمان": "3uvmAn", "فرح": "faraH", "خليفة": "xalIfa@",
    "عباس": "3abbAs", "فاطمة": "fATima@", "سعد": "sa3d", "عيسى": "3IsA", "فيصل": "faySal", "مبارك": "mubArak",
    "ياسين": "yAsIn", "خليل": "xalIl", "كمال": "kamAl", "يحيى": "yaHyA", "وليد": "walId", "منصور": "manSUr",
    "سليم": "salIm", "رشيد": "racId", "سمير": "samIr", "فؤاد": "fu'Ad", "فهد": "fahd", "حمد": "Hamad",
    "سامي": "sAmI", "طارق": "TAriq", "قاسم": "qAsim", "بدر": "badr", "نبيل": "nabIl", "أمين": "'amIn",
    "سيد": "sayyid", "جاسم": "jAsim", "مريم": "maryam", "صلاح": "SalAH", "نور": "nUr", "جمعة": "jum3a@",
    "سلمان": "salmAn", "حمزة": "Hamza@", "مهدي": "mahdI", "آدم": "'Adam", "عدنان": "3adnAn", "أسامة": "'usAma@",
    "جعفر": "ja3far", "ليلى": "laylA", "هشام": "hicAm", "كامل": "kAmil", "راشد": "rAcid", "بشير": "bacIr",
    "خميس": "xamIs", "كريم": "karIm", "هاشم": "hAcim", "يونس": "yUnus", "إدريس": "'idrIs", "عمار": "3ammAr",
    "سارة": "sAra@", "حسان": "HassAn", "طه": "TAhA", "أيمن": "'ayman", "مراد": "murAd", "محسن": "muHsin",
    "حبيب": "HabIb", "حامد": "HAmid", "أمل": "'amal", "خطيب": "xaTIb", "يعقوب": "ya3qUb", "عصام": "3iSAm",
    "عامر": "3Amir", "خديجة": "xadIja@", "منى": "munA", "مروان": "marwAn", "رضا": "riDA", "حميد": "HamId",
    "ياسر": "yAsir", "فتحي": "fatHI", "عائشة": "3A'ica@", "بلال": "bilAl", "توفيق": "tawfIq", "داود": "dAwUd",
    "زياد": "ziyAd", "طاهر": "TAhir", "سعاد": "su3Ad", "حداد": "HaddAd", "جابر": "jAbir", "مختار": "muxtAr",
    "عوض": "3awaD", "هلال": "hilAl", "غانم": "gAnim", "فريد": "farId", "علاء": "3alA'", "فوزي": "fawzI",
    "عزيز": "3azIz", "ماجد": "mAjid", "هاني": "hAnI", "حمدان": "HamdAn", "سيف": "sayf", "هيثم": "hayvam",
    "رياض": "riyAD", "درويش": "darwIc", "مسعود": "mas3Ud", "هدى": "hudA", "زينب": "zaynab", "شريف": "carIf",
    "حمدي": "HamdI", "بركات": "barakAt", "سعود": "su3Ud", "حيدر": "Haydar", "فارس": "fAris", "عماد": "3imAd",
    "ناجي": "nAjI", "سفيان": "sufyAn", "أنور": "'anwar", "منير": "munIr", "مطر": "maTar", "ريم": "rIm",
    "عبيد": "3ubayd", "ماهر": "mAhir", "إيمان": "'ImAn", "ياسمين": "yAsamIn", "بكر": "bakr", "فايز": "fAyiz",
    "فاضل": "fADil", "جميل": "jamIl", "شهاب": "cihAb", "صادق": "SAdiq", "طلال": "TalAl", "رحمن": "raHmAn",
    "قادر": "qAdir", "الله": "'allAh", "رحيم": "raHIm", "سلام": "salAm", "لطيف": "laTIf", "وهاب": "wahhAb",
    "مجيد": "majId", "رزاق": "razzAq", "دين": "dIn", "هادي": "hAdI", "جليل": "jalIl", "غني": "ganI",
    "زيد": "zayd", "مولى": "mawlA", "فتاح": "fattAH", "ستار": "sattAr", "كاظم": "kAPim", "حليم": "HalIm", "ناظم": "nAPim",
}  # fmt: skip
"""Names so frequent that a guess would show, as dictionaries vowel them."""

_BARE = str.maketrans("أإآة", "اااه")
_BARE_KNOWN = {name.translate(_BARE): reading for name, reading in KNOWN.items()}
_BEFORE_TA = re.compile("[aeiu]@")  # ة is written as the vowel that it is heard as


@cache
def read(arabic: str, spellings: tuple[str, ...] = ()) -> str:
    """The reading of one Arabic word without its article; `spellings` are Latin ones, the most usual first."""
    found = _BARE_KNOWN.get(arabic.translate(_BARE))
    found = found or next((one for latin in spellings if (one := heard(arabic, latin))), "") or guessed(arabic)
    return _BEFORE_TA.sub("@", found) or "a"


def heard(arabic: str, latin: str) -> str:
    """The reading of `arabic` that `latin` is a spelling of; empty if it does not fit letter by letter."""
    sounds, text = sounds_of(arabic), plain(latin)
    fit = _fit(sounds, text) if sounds and len(text) <= _LONGEST else None
    if fit is None:
        return ""
    more = len(text) > sum(len(vowel) + len(letters) for vowel, letters in fit)
    after = [*(bool(vowel) for vowel, _ in fit[1:]), more]
    pairs = zip(sounds, fit, after, strict=True)
    found = "".join(
        (_short(vowel) if one != "A" else "") + _sound(one, written, bool(vowel), then)
        for one, (vowel, written), then in pairs
    )
    return _LENGTHENED.sub(lambda pair: "U" if pair[0] == "uw" else "I", found)


def _fit(sounds: str, text: str) -> list[tuple[str, str]] | None:
    """(vowel before, letters) for each sound so that together they are the text; None if there is no way."""
    if not sounds:
        return [] if not text.strip(_VOWELS) else None
    vowels = len(text) - len(text.lstrip(_VOWELS))
    for length in range(min(vowels, 2), -1, -1):
        for letters in _WAYS[sounds[0]]:
            if text.startswith(letters, length):
                rest = _fit(sounds[1:], text[length + len(letters) :])
                if rest is not None:
                    return [(text[:length], letters), *rest]
    return None


def guessed(arabic: str) -> str:
    """A reading by shape alone: a short vowel wherever three consonants would meet, or two would begin or end a word."""
    sounds = sounds_of(arabic)
    found = ""
    for place, sound in enumerate(sounds):
        after_consonant = bool(found) and found[-1] not in _HEARD
        if sound in "wy" and after_consonant and sounds[place + 1 : place + 2] not in ("A", "@"):
            found += "U" if sound == "w" else "I"
            continue
        met = found[-2:-1] not in tuple(_HEARD)  # two consonants stand before this one, or none but the first
        if after_consonant and sound not in "A@" and (met or place == len(sounds) - 1):
            found += "a" if place == 1 else "ai"[len(arabic) % 2]
        found += sound
    return found


def sounds_of(arabic: str) -> str:
    """The consonants and long vowels that are written."""
    return "".join(SOUNDS.get(letter, "") for letter in arabic)


def plain(latin: str) -> str:
    """Small letters without accents, spaces or hyphens."""
    bare = "".join(one for one in unicodedata.normalize("NFD", latin.lower()) if not unicodedata.combining(one))
    return bare.replace(" ", "").replace("-", "")


def _short(vowel: str) -> str:
    return plain(vowel)[:1].translate(_SHORT) if vowel else ""


def _sound(sound: str, written: str, vowel_before: bool, vowel_after: bool) -> str:
    """Long vowel or consonant for و and ي; two letters where Latin doubled them."""
    if sound in "wy":
        if vowel_before or vowel_after:
            return sound
        return "U" if sound == "w" else "I"
    doubled = len(written) == 2 and written[0] == written[1] and written.isalpha() and sound != "A"
    return sound * 2 if doubled else sound
