"""Serious ordinary crimes for arrest alerts. Acts and courts are invented; the provisions say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mithaq.domain.content import Offence, Warrant

LATEST = 45  # an offence lies at least so many days back: a warrant takes time
EARLIEST = 6 * 365  # and at most so many, so that no limitation period of the catalogue has run out


@dataclass(frozen=True, slots=True)
class Crime:
    """One kind of crime; `code` is that of `law/offences.csv`. `limitation` in years; `maximum` and `minimum` penalty in
    months.
    """

    code: str
    name: str
    summary: str
    means: str
    own_part: str
    minimum: int
    maximum: int
    limitation: int


CRIMES = (
    Crime(
        "0101",
        "قتل عمد بقصد السرقة",
        "قتل عمد لتاجر داخل متجره طعنا بآلة حادة بقصد السرقة.",
        "آلة حادة",
        "تنسب إلى الشخص المطلوب مباشرة الطعن بنفسه، وقد شاهده شاهدان وضبطت الأداة وعليها أثره.",
        180,
        360,
        20,
    ),
    Crime(
        "040131",
        "سرقة موصوفة باستعمال السلاح",
        "سطو مسلح على فرع مصرف والاستيلاء على مبلغ مالي تحت تهديد السلاح.",
        "مسدس وسيارة",
        "تنسب إلى الشخص المطلوب قيادة المجموعة وحمل السلاح وتهديد أمين الصندوق به، وقد سجلته آلات المراقبة.",
        60,
        240,
        15,
    ),
    Crime(
        "070112",
        "احتيال على عدد كبير من المدخرين",
        "احتيال على أكثر من مئتي مدخر بواسطة شركة استثمار وهمية.",
        "شركة استثمار وهمية وعقود باسمها",
        "تنسب إلى الشخص المطلوب إدارة الشركة وحده وتوقيع العقود وتحويل الأموال إلى حساب باسمه.",
        36,
        120,
        15,
    ),
    Crime(
        "060121",
        "الاتجار بالمخدرات",
        "تهريب كمية كبيرة من المخدرات مخبأة في شاحنة تبريد بقصد الاتجار.",
        "شاحنة تبريد",
        "تنسب إلى الشخص المطلوب قيادة الشاحنة وتسلم الشحنة وتسليمها، وقد ضبطت بصماته على الأغلفة.",
        60,
        240,
        15,
    ),
    Crime(
        "0204",
        "الاتجار بالأشخاص",
        "اتجار بأشخاص باستدراج عاملات بعقود وهمية واحتجاز جوازاتهن واستغلالهن.",
        "عقود وهمية",
        "تنسب إلى الشخص المطلوب استقبال الضحايا واحتجاز جوازاتهن وقبض المبالغ، بشهادة أربع منهن.",
        60,
        180,
        15,
    ),
    Crime(
        "020221",
        "خطف واحتجاز طلبا لفدية",
        "خطف رجل أعمال واحتجازه خمسة أيام طلبا لفدية.",
        "سيارة وبيت مستأجر",
        "تنسب إلى الشخص المطلوب قيادة السيارة المستعملة في الخطف وحراسة مكان الاحتجاز.",
        60,
        240,
        15,
    ),
    Crime(
        "09012",
        "الاتجار بالأسلحة والذخائر",
        "إدخال أسلحة نارية وذخائر عبر الحدود دون ترخيص بقصد بيعها.",
        "سيارة بمخبأ",
        "ينسب إلى الشخص المطلوب شراء الأسلحة ونقلها وعرضها للبيع على مخبر مأذون له.",
        48,
        180,
        15,
    ),
    Crime(
        "07032",
        "اختلاس أموال عمومية",
        "اختلاس أموال عمومية من صندوق مستشفى بواسطة فواتير مزورة.",
        "فواتير مزورة",
        "تنسب إلى الشخص المطلوب كتابة الفواتير وتوقيعها وسحب المبالغ نقدا من حساب المستشفى.",
        36,
        120,
        12,
    ),
)  # fmt: skip  (penalties and limitation of a crime belong on one line)

PLANTED_CRIME = CRIMES[1]

_COURTS = ("المحكمة الابتدائية", "محكمة الجنايات", "مكتب التحقيق الأول")


def draw_offence(
    random: Random, crime: Crime, place: tuple[str, str], today: date, *, judged: float
) -> tuple[Warrant, Offence]:
    """A crime in the last years at a place (town and state), the warrant on it, and a limitation date still to come.

    Of crimes older than two years, a share `judged` (0 to 1) has a judgment instead, and a sentence to serve.
    """
    city, state = place
    done = today - timedelta(days=random.randint(LATEST, EARLIEST))
    issued = done + timedelta(days=random.randint(20, min(400, (today - done).days - 5)))
    judgment = (today - done).days > 2 * 365 and random.random() < judged
    if judgment:
        issued = today - timedelta(days=random.randint(10, 200))
    warrant = Warrant(
        authority=f"{random.choice(_COURTS)} في {city} (بيانات اصطناعية)",
        number=f"{'ح' if judgment else 'ت'}-{issued.year}/{random.randint(100, 99999):05d}",
        date=issued.isoformat(),
        kind="judgment" if judgment else "warrant",
        presence="present" if judgment else "",
    )
    left = random.randint(crime.minimum, crime.maximum) if judgment else None
    offence = Offence(
        code=crime.code,
        summary=crime.summary,
        place=city,
        date=done.isoformat(),
        own_part=crime.own_part,
        provisions=f"الفصل {random.randint(11, 399)} من مدونة عقوبات اصطناعية (synthetic provision)",
        maximum_months=crime.maximum,
        remaining_months=left,
        limitation_date=(done + timedelta(days=round(crime.limitation * 365.25))).isoformat(),
        characterisation=crime.name,
        country=state,
        means=crime.means,
        penalty="term",
        sentence_months=left,
    )
    return warrant, offence


def proportionality(crime: Crime) -> str:
    """Why an arrest is asked for and nothing milder."""
    return (
        f"الجريمة خطيرة وعقوبتها القصوى {crime.maximum} شهرا، والشخص المطلوب غادر البلاد بعد استدعائه مرتين، "
        "ولا تكفي وسيلة أخف لضمان مثوله."
    )
