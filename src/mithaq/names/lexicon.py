"""The small closed sets of words that hold Arabic names together, in folded form (see `fold.py`)."""

from __future__ import annotations

TITLES = frozenset(
    "dr doctor docteur prof professor sheikh sheik shaikh shaykh sheykh cheikh cheik sheekh hajji haji hadji hajj hadj "
    "haajji hajjah mullah mulla mollah molla maulavi mawlawi maulawi mawlavi moulavi maulvi mufti qari ustad ustaz "
    "oustaz oustad oustadh ustadh ustaadh "
    "eng engineer ing ir colonel col general gen brigadier major captain capt commandant commander lt mr mrs ms miss "
    "monsieur mme mlle herr frau "
    "الشيخ شيخ الشيخه شيخه الدكتور دكتور الدكتوره د الحاج حاج الحاجه حاجي المهندس الاستاذ استاذ ملا مولوي قاري "
    "العميد اللواء العقيد المقدم الرايد النقيب الملازم الفريق المشير المرحوم المرحومه المدعو المدعوه "
    "الانسه السيده المستشار البروفيسور البروفسور".split()
)
"""Forms of address. They are dropped unless the name ends with them: الشيخ is also a family name."""

LINKS = frozenset(
    "بن ابن بنت ابنه ولد منت bin ben ibn ebn ebin ebni ibni bint binti bent binte bnt bn bnou ould oul wuld weld wold walad "
    "mint wad son daughter of".split()
)
"""Words that say whose child the person is; what follows is a forefather."""

FATHER_OF = frozenset(
    "ابو ابي ابا بو البو albu albou abu abou aboo abo abi aba bou bu abw aboul abul abil abual abuel aboel".split()
)
MOTHER_OF = frozenset("ام um umm oum omm oumm umul oumoul ummul".split())

SERVANT = frozenset(
    "عبد عبدال عبدا abd abdul abdel abdal abdol abdoul abdil abdool abed abid abdu abdi cabdul cabdi cabd ebd".split()
)
"""عبد as a word of its own: the name is what it forms with the next word."""

SERVANT_ALONE = frozenset("abed abid abdu abdi cabdi".split())
"""Of those, the ones that are also names by themselves: they are عبد only before an article or the word God."""

GOD = frozenset("الله له لله allah ullah alla ulla lah lahi la le lla llah".split())
"""What is left of the word God behind عبد in all spellings (Abdullah, Abdalla, Abdulle, Abdullahi)."""

GODS_NAME = {"arabic": "له", "latin": "lah"}
"""The one form they are all kept as."""

SERVANT_CORES = {
    "رحمان": "رحمن",
    "casiis": "aziz",
    "casis": "aziz",
    "raxmaan": "rahman",
    "rahmaan": "rahman",
    "raxman": "rahman",
    "rabo": "rabbuh",
    "rabbo": "rabbuh",
    "rabboh": "rabbuh",
    "rabu": "rabbuh",
    "atif": "latif",
    "ali": "ali",
    "hay": "hay",
    "hai": "hay",
    "hayy": "hay",
    "hey": "hay",
}
"""Cores behind Abdel- that are too short to be told by their consonants, or lost one: Abdelatif is عبد اللطيف."""

NOT_SERVANT_CORES = frozenset("laoui aoui lawi alaoui".split())
"""What follows in Abdellaoui عبدلاوي, a family name of its own."""

THE_FAITH = frozenset(
    "الدين لدين eddine eddin edine addin addine uddin uddeen eldin eldine aldin aldeen eddeen".split()
)
FAITH = frozenset("din diin deen dine dein".split())
"""The second half of نور الدين: with its article, or bare behind an article written apart."""

FAITH_CORES = {
    "di": "diya",
    "dhi": "diya",
    "zi": "ziya",
    "al": "ala",
    "bah": "baha",
    "tak": "taki",
    "taq": "taqi",
    "saf": "safi",
    "rad": "radi",
    "zak": "zaki",
    "wal": "wali",
    "moh": "mohi",
    "muh": "muhi",
    "mahy": "mohi",
    "محيي": "محي",
}
"""Names whose last vowel runs into the article: محيي الدين (Mohieddine), ضياء الدين (Diaeddine), علاء الدين (Aladdin)."""

OF_GOD = frozenset("الله allah ullah ollah ulla alla".split())
"""The second half of نصر الله."""

SHORT_OF_GOD = frozenset({"ata", "atta"})
"""What stands before -ullah with a single consonant: Ataullah عطاء الله."""

SECOND_HALVES = "|".join(
    "h(?:ou?|u)da zah?ra+h? zohra+h? islam hac?que? haqq ha[qk] r[ae]hman[ei]? [ae]?abidi+ne? abedin rasoul rasul "
    "khatim".split()
)
"""What follows X + article in نور الهدى, فاطمة الزهراء, سيف الإسلام, ضياء الحق, خليل الرحمن, زين العابدين, as a pattern."""

ARTICLES = frozenset("ال al el ul il aal".split())
NOT_ARTICLE = frozenset(
    "الياس الهام الفت الفه الاء الين اليان الماس البير الكسندر اليسار اليف الهامي اليزابيث البرت".split()
)
"""Words whose first two letters are their own (إلياس, إلهام, ألفت, آلاء)."""

SHORT_FORMS = dict.fromkeys("mohd muhd mhd med md moh muh".split(), "mohamed") | dict.fromkeys(
    "saladin saladdin saladiin saladine".split(), "salahuddin"
)
"""Abbreviations that are written for a whole name, and a form of صلاح الدين in which its halves are not told apart."""

EXCHANGED_FATHER = frozenset({"ابو", "ابي"})
"""أبو behind the child's name, where a page was read from left to right (بكر أبو)."""

LOST_YA = "ي"
"""The last letter of a word that was torn off it (الكان ي)."""

NICKNAME_WORDS = frozenset(
    "alias aka a.k.a. a.k.a known dit dite connu connue surnommé surnommée combat nom "
    "المعروف المعروفة الملقب الملقبة الشهير الشهيرة المكنى وشهرته".split()
)
"""Words that may announce a nickname; `ALSO_CALLED` says whether they do."""

ALSO_CALLED = (
    r"(?<![^\W_])(?:(?:alias|a\.?k\.?a\.?|(?:also |better )?known as|dite?|connue? sous le nom de|surnommée?|"
    r"nom de guerre|combat name)(?![^\W_])|(?:المعروفة?|الملقبة?|الشهيرة?|المكنى) ?ب(?!ن )(?:اسم )?|وشهرته )"
)
"""What stands between a name and a nickname, as a pattern over the written text."""
