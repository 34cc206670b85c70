"""The small closed sets of words that hold Arabic names together, in folded form (see `fold.py`)."""

from __future__ import annotations

TITLES = frozenset(
    "dr doctor docteur prof professor sheikh sheik shaikh shaykh sheykh cheikh cheik sheekh hajji haji hadji hajj hadj "
    "haajji hajjah mullah mulla mollah molla maulavi mawlawi maulawi mawlavi moulavi maulvi mufti qari ustad ustaz "
    "eng engineer colonel col general gen brigadier major captain capt commandant commander lt mr mrs ms miss "
    "الشيخ شيخ الشيخه شيخه الدكتور دكتور الدكتوره د الحاج حاج الحاجه حاجي المهندس الاستاذ استاذ ملا مولوي قاري "
    "العميد اللواء العقيد المقدم الرايد النقيب".split()
)
"""Forms of address. They are dropped unless the name ends with them: الشيخ is also a family name."""

LINKS = frozenset(
    "بن ابن بنت ابنه ولد منت bin ben ibn ebn bint binti bent ould wuld weld wold mint son daughter of".split()
)
"""Words that say whose child the person is; what follows is a forefather."""

FATHER_OF = frozenset("ابو ابي ابا بو abu abou aboo abo abi aba bou bu".split())
MOTHER_OF = frozenset("ام um umm oum omm oumm".split())

SERVANT = frozenset("عبد abd abdul abdel abdal abdol abdoul abdil abdool".split())
"""عبد as a word of its own: the name is what it forms with the next word."""

GOD = frozenset("الله له لله allah ullah alla ulla lah lahi la le lla llah".split())
"""What is left of the word God behind عبد in all spellings (Abdullah, Abdalla, Abdulle, Abdullahi)."""

GODS_NAME = {"arabic": "له", "latin": "lah"}
"""The one form they are all kept as."""

SERVANT_CORES = {"atif": "latif", "ali": "ali", "hay": "hay", "hai": "hay", "hayy": "hay", "hey": "hay"}
"""Cores behind Abdel- that are too short to be told by their consonants, or lost one: Abdelatif is عبد اللطيف."""

NOT_SERVANT_CORES = frozenset("laoui aoui lawi alaoui".split())
"""What follows in Abdellaoui عبدلاوي, a family name of its own."""

THE_FAITH = frozenset("الدين eddine eddin edine addin addine uddin uddeen eldin eldine aldin aldeen eddeen".split())
FAITH = frozenset("din deen dine dein".split())
"""The second half of نور الدين: with its article, or bare behind an article written apart."""

FAITH_CORES = {"moh": "mohi", "muh": "muhi", "mahy": "mohi", "محيي": "محي"}
"""محيي الدين, whose last vowel runs into the article (Mohieddine)."""

OF_GOD = frozenset("الله allah ullah ollah ulla alla".split())
"""The second half of نصر الله."""

ARTICLES = frozenset("ال al el ul il aal".split())
NOT_ARTICLE = frozenset(
    "الياس الهام الفت الفه الاء الين اليان الماس البير الكسندر اليسار اليف الهامي اليزابيث البرت".split()
)
"""Words whose first two letters are their own (إلياس, إلهام, ألفت, آلاء)."""

SHORT_FORMS = dict.fromkeys("mohd muhd mhd med md moh muh".split(), "mohamed")
"""Abbreviations that are written for a whole name."""
