"""Stolen and lost objects: travel documents, vehicles, firearms. Thousands a second."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Literal

from mithaq.domain.content import Firearm, TravelDocument, Vehicle
from mithaq.testing.synthetic.alerts import report_number
from mithaq.testing.synthetic.numbers import card, firearm_serial, passport, plate, vin
from mithaq.testing.synthetic.person import Source

TRAVEL_DOCUMENTS, VEHICLES = (
    0.88,
    0.09,
)  # of all objects, as in the Arab circulars mostly passports; the rest firearms

PASSPORTS = 0.7  # of all travel documents

_Paper = Literal["passport", "identity_card", "residence", "visa", "other"]
_PAPERS: tuple[tuple[_Paper, str], ...] = (
    ("identity_card", "C"),
    ("identity_card", "C"),
    ("residence", "R"),
    ("visa", "V"),
    ("other", "T"),
)
_CARS = (
    ("Toyota", "Hilux"), ("Toyota", "Corolla"), ("Hyundai", "Accent"), ("Hyundai", "Tucson"),
    ("Kia", "Sportage"), ("Peugeot", "208"), ("Renault", "Clio"), ("Dacia", "Logan"),
    ("Nissan", "Sunny"), ("Isuzu", "D-Max"),
    ("Mercedes-Benz", "C 200"), ("Volkswagen", "Golf"), ("Mitsubishi", "L200"), ("Land Rover", "Defender"),
)  # fmt: skip
_COLOURS = ("white", "black", "silver", "grey", "blue", "red", "beige", "green")
_FIREARMS = (
    ("Beretta", "92 FS", "9x19"),
    ("Glock", "17", "9x19"),
    ("CZ", "75", "9x19"),
    ("Walther", "PP", "7.65x17"),
    ("Benelli", "M3", "12/70"),
    ("Remington", "870", "12/70"),
    ("Mauser", "98", "7.92x57"),
)


def travel_document(source: Source) -> TravelDocument:
    """A stolen, lost or stolen blank document, entered by its issuer; seven out of ten are passports."""
    random, custom = source.random, source.custom
    paper: _Paper
    paper, letter = ("passport", "") if random.random() < PASSPORTS else random.choice(_PAPERS)
    number = card(source.serials, custom, letter) if letter else passport(source.serials, custom)
    chance = random.random()
    return TravelDocument(
        number=number,
        issuer=custom.state,
        type=paper,
        circumstance="lost" if chance < 0.6 else "stolen" if chance < 0.95 else "stolen_blank",
        report_number=report_number(source.serials, custom.state),
        since=_since(random),
    )


def vehicle(source: Source) -> Vehicle:
    """A stolen vehicle with plate and identification number."""
    random = source.random
    make, model = random.choice(_CARS)
    year = random.randint(2004, 2022)
    return Vehicle(
        country=source.custom.state,
        report_number=report_number(source.serials, source.custom.state),
        plate=plate(source.serials, source.custom),
        vin=vin(source.serials, source.custom, year),
        make=make,
        model=model,
        colour=random.choice(_COLOURS),
        year=year,
        since=_since(random, year),
    )


def firearm(source: Source) -> Firearm:
    """A stolen or lost firearm with its serial number."""
    random = source.random
    make, model, calibre = random.choice(_FIREARMS)
    return Firearm(
        serial=firearm_serial(source.serials, source.custom),
        country=source.custom.state,
        report_number=report_number(source.serials, source.custom.state),
        make=make,
        model=model,
        calibre=calibre,
        since=_since(random),
    )


def objects(source: Source, count: int) -> Iterator[TravelDocument | Vehicle | Firearm]:
    """So many objects in the mix that a real register has."""
    for _ in range(count):
        chance = source.random.random()
        if chance < TRAVEL_DOCUMENTS:
            yield travel_document(source)
        elif chance < TRAVEL_DOCUMENTS + VEHICLES:
            yield vehicle(source)
        else:
            yield firearm(source)


def _since(random: Random, earliest: int = 2014) -> str:
    """A day up to the end of 2024, so that no register is told of a theft to come."""
    return f"{random.randint(max(earliest, 2014), 2024)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
