"""Who plays in the demonstration: one officer a role and state, the Secretariat and the commission."""

from __future__ import annotations

from dataclasses import dataclass

PRINCIPALS = ("TN", "EG", "SA", "JO", "MA")


@dataclass(frozen=True, slots=True)
class Part:
    """One demo officer. `authority` is the body the officer belongs to: a judge's is never the bureau's own.

    `nationality` is an ISO 3166 alpha-2 code; it decides which alerts a reviewer may review.
    """

    member: str
    login: str
    role: str
    post: str
    authority: str
    nationality: str
    name_ar: str
    name_en: str


# The roles of a state's officers, each with the authority it belongs to. Two administrators, because a change
# of officers needs four eyes; prosecution and court stand apart from the bureau, because an approval needs
# another authority.
_ROLES = (
    ("border", "BORDER"),
    ("bureau", "LIAISON"),
    ("prosecutor", "PROSECUTION"),
    ("judge", "COURT"),
    ("administrator", "INTERIOR"),
    ("administrator", "INTERIOR"),
)

# Border post and city of the other offices; then the six names, in the order of the roles.
_STATES = {
    "TN": (
        "TN-TUNIS-CARTHAGE", "TUNIS",
        (
            ("سنية بن عاشور", "Sonia Ben Achour"), ("نبيل الطرابلسي", "Nabil Trabelsi"),
            ("الهادي المصمودي", "Hédi Masmoudi"), ("آمال القروي", "Amel Karoui"),
            ("معز الجزيري", "Moez Jaziri"), ("خولة السويسي", "Khaoula Souissi"),
        ),
    ),
    "EG": (
        "EG-CAIRO-AIRPORT", "CAIRO",
        (
            ("هبة محمود شاهين", "Heba Mahmoud Shahin"), ("طارق حسن درويش", "Tarek Hassan Darwish"),
            ("مجدي سمير حجازي", "Magdy Samir Hegazy"), ("نجوى كمال الشربيني", "Nagwa Kamal Elsherbiny"),
            ("تامر فوزي قنديل", "Tamer Fawzy Kandil"), ("دينا عادل بدوي", "Dina Adel Badawi"),
        ),
    ),
    "SA": (
        "SA-RIYADH-AIRPORT", "RIYADH",
        (
            ("نورة بنت فهد الدوسري", "Noura bint Fahad Al-Dosari"),
            ("ماجد بن صالح القحطاني", "Majed bin Saleh Al-Qahtani"),
            ("بندر بن ناصر العتيبي", "Bandar bin Nasser Al-Otaibi"),
            ("عبد الرحمن بن سعد الزهراني", "Abdulrahman bin Saad Al-Zahrani"),
            ("نواف بن خالد الغامدي", "Nawaf bin Khalid Al-Ghamdi"),
            ("ريم بنت يوسف الشهري", "Reem bint Yousef Al-Shehri"),
        ),
    ),
    "JO": (
        "JO-AMMAN-AIRPORT", "AMMAN",
        (
            ("رنا سليم حداد", "Rana Salim Haddad"), ("زياد محمود الزعبي", "Ziad Mahmoud Al-Zoubi"),
            ("عامر يوسف الطراونة", "Amer Yousef Al-Tarawneh"),
            ("لينا خليل النابلسي", "Lina Khalil Al-Nabulsi"),
            ("أنس عدنان العجلوني", "Anas Adnan Al-Ajlouni"), ("ديمة سامي عبيدات", "Dima Sami Obeidat"),
        ),
    ),
    "MA": (
        "MA-CASABLANCA-AIRPORT", "RABAT",
        (
            ("لطيفة التازي", "Latifa Tazi"), ("رشيد العمراني", "Rachid Lamrani"),
            ("إدريس بناني", "Driss Bennani"), ("نزهة الفيلالي", "Nezha Filali"),
            ("يونس الشرايبي", "Younes Chraïbi"), ("سعاد الوزاني", "Souad Ouazzani"),
        ),
    ),
}  # fmt: skip

# Reviewers come from states outside the demonstration, so that one of them may always review.
_SECRETARIAT = (
    ("reviewer", "DZ", "كريم بلعيد", "Karim Belaïd"),
    ("reviewer", "KW", "شيخة العجمي", "Shaikha Al-Ajmi"),
    ("reviewer", "OM", "سالم الحارثي", "Salim Al-Harthi"),
    ("reviewer", "IQ", "زينب الجبوري", "Zainab Al-Jubouri"),
    ("administrator", "LB", "جورج خوري", "Georges Khoury"),
    ("administrator", "MR", "أم كلثوم بنت أحمد", "Oum Kelthoum Mint Ahmed"),
)
_COMMISSION = (
    ("commissioner", "BH", "جليلة السيد", "Jalila Al-Sayed"),
    ("commissioner", "SD", "عثمان الطيب", "Osman El Tayeb"),
    ("commissioner", "QA", "حمد المهندي", "Hamad Al-Mohannadi"),
    ("commissioner", "DJ", "فاطمة عمر غيدي", "Fatouma Omar Guedi"),
    ("commissioner", "KM", "سعيد عبد الله مشنغاما", "Said Abdallah Mchangama"),
    ("clerk", "PS", "رزان سامر الخطيب", "Razan Samer Al-Khatib"),
    ("administrator", "YE", "فارس الصنعاني", "Faris Al-Sanaani"),
    ("administrator", "LY", "عائشة المصراتي", "Aisha Al-Misrati"),
)


def cast() -> tuple[Part, ...]:
    """Everybody, state by state, then the Secretariat and the commission. Logins are unique."""
    states = (part for state in PRINCIPALS for part in _of_state(state))
    return (*states, *_of_body("GS", "SECRETARIAT", _SECRETARIAT), *_of_body("OC", "COMMISSION", _COMMISSION))


def part_of(login: str) -> Part:
    """The part with this login, such as ``border@TN``. Raises KeyError."""
    return {part.login: part for part in cast()}[login]


def _of_state(state: str) -> list[Part]:
    airport, city, names = _STATES[state]
    logins = _logins([role for role, _ in _ROLES], state)
    return [
        Part(
            state,
            login,
            role,
            airport if role == "border" else f"{state}-{city}-{body}",
            f"{state}-{body}",
            state,
            *name,
        )
        for login, (role, body), name in zip(logins, _ROLES, names, strict=True)
    ]


def _of_body(member: str, body: str, people: tuple[tuple[str, str, str, str], ...]) -> list[Part]:
    logins = _logins([role for role, *_ in people], member)
    return [
        Part(member, login, role, f"{member}-TUNIS", f"{member}-{body}", nationality, name_ar, name_en)
        for login, (role, nationality, name_ar, name_en) in zip(logins, people, strict=True)
    ]


def _logins(roles: list[str], member: str) -> list[str]:
    """``reviewer@GS``, ``reviewer2@GS`` …: the first of a role goes without a number."""
    counts = [roles[: place + 1].count(role) for place, role in enumerate(roles)]
    return [f"{role}{count if count > 1 else ''}@{member}" for role, count in zip(roles, counts, strict=True)]
