"""Who a person is said to be: names in several scripts, birth dates as partial as they are known, documents.

Everything is optional except one name; what a kind of alert needs beyond that is `law/kinds.csv`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mithaq.domain.errors import Refusal

Sex = Literal["male", "female", "unspecified"]

MAX_NAMES = 200  # the UN list reaches 60 for one person; beyond this somebody is flooding the index
MAX_TEXT = 20_000  # characters of a free text: ten pages


class NameParts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """الاسم الرباعي and what stands around it. Each part as written, in the script of its name."""

    given: str = ""
    father: str = ""
    grandfather: str = ""
    family: str = ""
    nisba: str = ""
    kunya: str = ""
    laqab: str = ""


class PersonName(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One name of a person, as its source writes it.

    `use`: primary name, alias, known-as (a nickname that is no legal name), or the primary name in its original script.
    `quality`: what the source says of an alias (the UN list: good or low); empty when it says nothing.
    """

    full: str
    use: Literal["primary", "alias", "known_as", "original_script"] = "primary"
    quality: Literal["", "good", "low"] = ""
    parts: NameParts | None = None


class PartialDate(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A date known to the day, the month or the year, or a range of years; Gregorian or Hijri (Umm al-Qura).

    `until_year` closes a range (`year`..`until_year`, both included). `circa`: the source calls it approximate.
    """

    year: int
    month: int | None = None
    day: int | None = None
    until_year: int | None = None
    circa: bool = False
    calendar: Literal["gregorian", "hijri"] = "gregorian"

    def check(self, where: str) -> None:
        """Refuse what is no date. Raises Refusal ``date.invalid``."""
        low, high = (1200, 1600) if self.calendar == "hijri" else (1850, 2200)
        longest = 30 if self.calendar == "hijri" else 31
        sound = (
            low <= self.year <= high
            and (self.month is None or 1 <= self.month <= 12)
            and (self.day is None or (self.month is not None and 1 <= self.day <= longest))
            and (self.until_year is None or (self.year <= self.until_year <= high and self.month is None))
        )
        if not sound:
            raise Refusal("date.invalid", where)

    def __str__(self) -> str:
        """ISO-like text: ``1980-05-01``, ``1980-05``, ``1980``, ``1960/1965``; a Hijri date ends in ``H``."""
        text = f"{self.year:04d}"
        if self.until_year is not None:
            text += f"/{self.until_year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text + ("H" if self.calendar == "hijri" else "")


class Document(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A paper that the person carries or carried. `issuer` is an ISO 3166 alpha-2 code where known."""

    number: str
    type: Literal["passport", "identity_card", "residence", "other"] = "passport"
    issuer: str = ""
    issued: str = ""
    expires: str = ""
    note: str = ""


class Place(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place as the source writes it; `country` is an ISO alpha-2 code, or the source's own word."""

    city: str = ""
    province: str = ""
    country: str = ""
    note: str = ""


class Identity(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Everything that tells this person from another one.

    Relatives appear only as identifiers (`mother_name`) and are never searchable. `photo` is the SHA-256 of an attachment.
    `fingerprints`: the owner holds them and compares them when asked.
    """

    names: tuple[PersonName, ...]
    sex: Sex = "unspecified"
    births: tuple[PartialDate, ...] = ()
    birthplaces: tuple[Place, ...] = ()
    mother_name: str = ""
    nationalities: tuple[str, ...] = ()
    national_number: str = ""
    register_entry: str = ""
    documents: tuple[Document, ...] = ()
    description: str = ""
    photo: str = ""
    fingerprints: bool = False

    def check(self) -> None:
        """Refuse an identity that could not be searched or shown. Raises Refusal."""
        if not self.names:
            raise Refusal("identity.no_name", "names")
        if len(self.names) > MAX_NAMES:
            raise Refusal("identity.too_many_names", "names")
        for name in self.names:
            if not name.full.strip() or len(name.full) > 300:
                raise Refusal("identity.name_length", "names")
        for birth in self.births:
            birth.check("births")
        if len(self.description) > MAX_TEXT:
            raise Refusal("text.too_long", "description")

    @property
    def primary(self) -> PersonName:
        """The name to show: the first primary one, else the first."""
        return next((n for n in self.names if n.use == "primary"), self.names[0])
