"""Numbers of papers, plates, vehicles and firearms: well formed, and meant to belong to nobody.

Each carries a mark that, as far as is publicly known, its state does not issue: passports the series Z, Y or
ZZ; Tunisian plates a series from 900, Jordanian ones a category from 90, Moroccan ones a prefecture from 90,
Egyptian and Saudi ones a leading zero; vehicles a world manufacturer identifier that begins with A0, outside
the blocks that ISO 3780 is known to have assigned. No state has confirmed any of this, so these numbers
belong in demonstrations and tests only.
"""

from __future__ import annotations

from random import Random

from mithaq.testing.synthetic.customs import Custom

WMI = "A0S"
_STEP = 7_368_787  # odd and no multiple of 5: the walk meets each number of any width once before it repeats
_LETTERS = {"EG": "أبجدرسصطعف", "SA": "ابحدرسصطعق", "MA": "أبدهوطأبده"}  # a letter for each digit
_VIN_VALUE = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
_VIN_WEIGHT = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_YEARS = "ABCDEFGHJKLMNPRSTVWXY123456789"  # 2010 is A; it comes round after thirty years


class Serials:
    """Hands out numbers that do not repeat within a series, scattered over all of it. None is `reserved`."""

    def __init__(self, random: Random, reserved: frozenset[str] = frozenset()) -> None:
        self._random = random
        self._last: dict[str, int] = {}
        self._reserved = reserved

    def next(self, series: str, digits: int) -> str:
        """The next number of a series: its name as a prefix, then so many digits."""
        while True:
            last = self._last[series] if series in self._last else self._random.randrange(10**digits)
            self._last[series] = (last + _STEP) % 10**digits
            number = f"{series}{self._last[series]:0{digits}d}"
            if number not in self._reserved:
                return number

    def digits(self, series: str, digits: int) -> str:
        """The same without the name of the series."""
        return self.next(series, digits)[len(series) :]


def passport(serials: Serials, custom: Custom) -> str:
    """A passport number in the state's format, of a series not known to be issued."""
    return serials.next(*custom.passport)


def card(serials: Serials, custom: Custom, letter: str) -> str:
    """The number of another paper: nine characters, as many as a machine-readable zone takes."""
    return serials.next(f"{custom.state}{letter}", 6)


def national_number(serials: Serials, custom: Custom) -> str:
    """A national number in an invented format, S for synthetic: no state's real one could look so."""
    return serials.next(f"{custom.state}S", 8)


def plate(serials: Serials, custom: Custom) -> str:
    """A licence plate in the state's format, of a series not known to be issued."""
    digits = serials.digits(f"plate-{custom.state}", 6)
    letters = _LETTERS.get(custom.state, "")
    match custom.state:
        case "TN":
            return f"9{digits[:2]} تونس {digits[2:]}"
        case "JO":
            return f"9{digits[0]}-{digits[1:]}"
        case "MA":
            return f"{digits[1:]}-{letters[int(digits[0])]}-9{digits[0]}"
        case _:
            return f"{' '.join(letters[int(digit)] for digit in digits[:3])} 0{digits[3:]}"


def vin(serials: Serials, custom: Custom, year: int) -> str:
    """A vehicle identification number of ISO 3779 with a valid check digit (49 CFR 565.15).

    The eleventh place, elsewhere the plant, tells the state, so that two of them never make one number.
    """
    digits = serials.digits("vin", 8)
    rough = f"{WMI}YN{digits[:2]}X0{_VIN_YEARS[(year - 2010) % 30]}{custom.state[0]}{digits[2:]}"
    return f"{rough[:8]}{vin_check(rough)}{rough[9:]}"


def vin_check(number: str) -> str:
    """The check digit of a 17-character VIN (the ninth place does not count): 0 to 9 or X. 49 CFR 565.15."""
    total = sum(_VIN_VALUE[sign] * weight for sign, weight in zip(number, _VIN_WEIGHT, strict=True))
    return "X" if total % 11 == 10 else str(total % 11)


def firearm_serial(serials: Serials, custom: Custom) -> str:
    """A firearm's serial number in an invented format."""
    return serials.next(f"SYN{custom.state}", 6)
