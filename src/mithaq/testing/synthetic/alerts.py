"""What alerts on synthetic people say: complete enough to pass approval and review."""

from __future__ import annotations

from datetime import date, timedelta

from mithaq.domain.content import Missing, Wanted
from mithaq.testing.synthetic.numbers import Serials
from mithaq.testing.synthetic.offences import CRIMES, PLANTED_CRIME, draw_offence, proportionality
from mithaq.testing.synthetic.person import Source
from mithaq.testing.synthetic.planted import planted_person

NO_EARLIER_REQUEST = "none"
_DANGER_CHILD = (
    "لم يعد الطفل من المدرسة ولم يشاهد منذ مغادرتها، والأسرة تخشى على سلامته.",
    "شوهد الطفل آخر مرة قرب محطة الحافلات برفقة شخص بالغ مجهول.",
    "اختفى الطفل أثناء نزهة عائلية قرب الشاطئ وبحثت عنه الحماية المدنية دون نتيجة.",
)
_DANGER_ADULT = (
    "غادر الشخص المفقود المنزل دون دواء القلب الذي يحتاجه يوميا، وهاتفه مغلق.",
    "يعاني الشخص المفقود من فقدان الذاكرة ولا يعرف طريق العودة.",
    "كتب الشخص المفقود رسالة وداع ووجدت سيارته متروكة قرب الوادي.",
    "أبحر الشخص المفقود في قارب صيد صغير ولم يعد رغم تحسن الطقس.",
)
_RELATIONS = {
    "الأب": "father", "الأم": "mother", "الأخ": "brother", "الأخت": "sister", "الابن": "son", "الجار": "neighbour",
}  # fmt: skip


def wanted(source: Source, today: date, *, planted: bool = False) -> Wanted:
    """An arrest alert with everything that approval and review ask for, short of the scan of its warrant."""
    youngest = min(2001, today.year - 27)  # of age at the time of the facts, which lie six years back at most
    person = planted_person() if planted else source.person(youngest - 48, youngest, women=0.08)
    crime = PLANTED_CRIME if planted else source.random.choice(CRIMES)
    place = (source.city(), source.custom.state)
    warrant, offence = draw_offence(source.random, crime, place, today, judged=0.0 if planted else 0.2)
    return Wanted(
        identity=person.identity,
        warrant=warrant,
        offence=offence,
        undertaking=True,
        proportionality=proportionality(crime),
        earlier_requests=NO_EARLIER_REQUEST,
    )


def missing(source: Source, today: date, *, child: bool) -> Missing:
    """A missing person with the facts of danger, without which a report by the family is no alert."""
    random = source.random
    youngest, oldest = (today.year - 3, today.year - 16) if child else (today.year - 22, today.year - 85)
    person = source.person(oldest, youngest, women=0.45, child=child)
    since = today - timedelta(days=random.randint(1, 300))
    reporter = random.choice(("الأب", "الأم") if child else ("الأخ", "الأخت", "الابن", "الجار"))
    return Missing(
        identity=person.identity,
        reported_by=reporter,
        report_number=report_number(source.serials, source.custom.state),
        danger=random.choice(_DANGER_CHILD if child else _DANGER_ADULT),
        since=since.isoformat(),
        relation=_RELATIONS[reporter],
    )


def report_number(serials: Serials, state: str) -> str:
    """The number of a police report in an invented format."""
    return serials.next(f"SYN-{state}-", 7)
