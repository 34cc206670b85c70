"""The one person whom the demonstration looks for: invented by hand, the same for every seed."""

from __future__ import annotations

from mithaq.domain.identity import Document, Identity, NameParts, PartialDate, PersonName, Place
from mithaq.testing.synthetic.person import SyntheticPerson

_ARABIC = "محمد عبد القادر بن سالم بن الطاهر الأوتيكي"
_LATIN = "Mohamed Abdelkader Ben Salem El Outiki"


def planted_person() -> SyntheticPerson:
    """Stored in Arabic alone, so that finding him by a Latin spelling shows that scripts do not matter.

    His family name is made of the town Utica; nobody is known to bear it. No generated person carries both of
    his given names.
    """
    return SyntheticPerson(
        state="TN",
        identity=Identity(
            names=(
                PersonName(
                    _ARABIC,
                    parts=NameParts(given="محمد عبد القادر", father="سالم", grandfather="الطاهر", family="الأوتيكي"),
                ),
            ),
            sex="male",
            births=(PartialDate(1979, 4, 12),),
            birthplaces=(Place(city="بنزرت", country="TN"),),
            mother_name="زهرة بنت الهادي الرفرافي",
            nationalities=("TN",),
            national_number="TNS00790412",
            documents=(Document("Z704215", "passport", "TN", issued="2019-03-05", expires="2029-03-04"),),
            description="طول القامة 181 سم، شعر أسود، عينان بنيتان، ندبة على الحاجب الأيسر.",
        ),
        arabic=_ARABIC,
        latin=_LATIN,
        spellings=(_LATIN, "Muhammad Abdul-Qadir Al-Utiki", "Mohammed Abd al-Qader bin Salem al-Outiki"),
    )


def planted_numbers() -> frozenset[str]:
    """His numbers: no generated paper gets one of them."""
    identity = planted_person().identity
    return frozenset({identity.national_number, *(document.number for document in identity.documents)})
