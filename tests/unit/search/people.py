"""A small register that the search tests share. Everybody in it is invented."""

from __future__ import annotations

from mithaq.names.frequency import FrequencyTable
from mithaq.ops.tables import frequency_rows
from mithaq.search.memory import ListPostings
from mithaq.search.port import SearchPerson

FREQUENCY = FrequencyTable.from_rows(frequency_rows())

OUTIKI = SearchPerson(
    1, ("محمد عبد القادر بن سالم بن الطاهر الأوتيكي",), ("1979-04-12",), "male", ("TN",), ("Z704215",)
)
LATIN = SearchPerson(2, ("Khalid bin Fahad Al-Otaibi", "خالد بن فهد العتيبي"), ("1985",), "male", ("SA",))
NAMESAKE = SearchPerson(3, ("محمد علي",), ("1970-03-09",), "male", ("EG",))
LONE = SearchPerson(4, ("Yakutuma",))
RANGE = SearchPerson(5, ("Hassan Ghoul", "حسن غول"), ("1976/1978",), "male", ("PK",))


def crowd(size: int) -> list[SearchPerson]:
    """Namesakes by the dozen: chains of everyday names."""
    given, family = (
        ("محمد", "أحمد", "علي", "حسن", "خالد", "سالم", "فاطمة"),
        ("الحربي", "بن عمر", "السيد", "منصور", "يوسف"),
    )
    return [
        SearchPerson(
            1000 + n,
            (f"{given[n % 7]} {given[n // 7 % 7]} {given[n // 49 % 7]} {family[n % 5]}",),
            (f"{1950 + n % 50}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",),
        )
        for n in range(size)
    ]


REGISTER = ListPostings([OUTIKI, LATIN, NAMESAKE, LONE, RANGE, *crowd(600)])
