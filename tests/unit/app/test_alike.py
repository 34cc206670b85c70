"""Who may be one person, by two descriptions."""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.identity import Identity, PartialDate, PersonName

NAME = "أحمد بن علي الطرابلسي"
BORN = PartialDate(1980, 5, 1)


def who(*names: str, born: PartialDate | None = BORN, **more: object) -> Identity:
    said = Identity(tuple(map(PersonName, names or (NAME,))), births=(born,) if born else (), nationalities=("TN",))
    return structs.replace(said, **more)
