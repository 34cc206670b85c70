"""S1: every field of every golden envelope altered, one by one, is refused, each with the right code.

Each alteration is tried in three hands: a carrier who cannot sign, another member who signs with its own valid key
(under its own name, or under the victim's key id), and the member itself, which rewrites what others hold already.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import pytest

from mithaq.journal.admit import Duplicate
from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.envelope import Envelope, Signature, to_wire
from mithaq.journal.errors import RefusalCode
from tests.unit.journal.stage import before, code_of, dumps, golden, golden_envelope, offer, seal_bytes
from tests.vectors.make import EG, GS, TN

NAMES = ("alert", "approval", "batch", "review", "circulated")
OWN = {"alert": TN, "approval": TN, "batch": TN, "review": GS, "circulated": TN}
Path = tuple[str | int, ...]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a JSON value but the root, containers included."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, element in inside:
        yield (*path, key)
        yield from paths(element, (*path, key))


def at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def put(value: Any, path: Path, new: Any) -> Any:
    """A copy of `value` with `new` at `path`."""
    copy = deepcopy(value)
    at(copy, path[:-1])[path[-1]] = new
    return copy


def neighbour(value: Any) -> Any:
    """Another value of the same kind, as close as can be, within the grammar of most fields."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        place = len(value) - 2 if value.endswith("Z") else len(value) - 1
        letter = value[place]
        step = -1 if letter in "9fzZ" else 1
        return value[:place] + chr(ord(letter) + step) + value[place + 1 :]
    if value is None:
        return {"x": 1}
    if isinstance(value, dict):
        return value | {"x": 1}
    return value[:-1] if value else [0]


SIGNED = [(name, path) for name in NAMES for path in paths(json.loads(golden(f"{name}.signed.json")))]
IDS = [f"{name}-{'.'.join(map(str, path))}" for name, path in SIGNED]

# The alterations that fall outside of the grammar, or change who or what is asked, are found before the signature is.
BEFORE_THE_SIGNATURE: dict[Path, RefusalCode] = {
    ("v",): RefusalCode.VERSION_UNKNOWN,
    ("member",): RefusalCode.ORIGIN_UNKNOWN,
}
OUTSIDE_THE_GRAMMAR: set[tuple[str, Path]] = {
    ("alert", ("payload", "enc")),
    ("approval", ("cites", 0, "seq")),  # the neighbour is the event itself
    ("batch", ("items", 0, "id")),  # the neighbour is the next item's id
    ("batch", ("items", 1, "id")),
}


def expected(name: str, path: Path) -> RefusalCode:
    """The code for an alteration that nobody signed."""
    if path in BEFORE_THE_SIGNATURE:
        return BEFORE_THE_SIGNATURE[path]
    golden_value = at(json.loads(golden(f"{name}.signed.json")), path)
    adds_a_field = isinstance(golden_value, dict) and path != ("body",)
    no_element = golden_value == []
    no_commitment = golden_value is None and path == ("payload",)
    if (name, path) in OUTSIDE_THE_GRAMMAR or adds_a_field or no_element or no_commitment:
        return RefusalCode.BAD_FIELD
    return RefusalCode.BAD_SIGNATURE


def altered(name: str, path: Path) -> bytes:
    value = json.loads(golden(f"{name}.signed.json"))
    return dumps(put(value, path, neighbour(at(value, path))))


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=IDS)
def test_altered_by_a_carrier(name: str, path: Path) -> None:
    wire = to_wire(Envelope(altered(name, path), golden_envelope(name).signatures))
    assert code_of(lambda: offer(wire, before(name))) == expected(name, path)


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=IDS)
def test_altered_and_signed_by_another_member(name: str, path: Path) -> None:
    code = expected(name, path)
    own_name = seal_bytes(altered(name, path), EG)
    assert code_of(lambda: offer(own_name, before(name))) == (
        RefusalCode.KEY_UNKNOWN if code is RefusalCode.BAD_SIGNATURE else code
    )
    victims_name = seal_bytes(altered(name, path), EG, key_id=OWN[name].key_id)
    assert code_of(lambda: offer(victims_name, before(name))) == code


AGAINST_THE_HEAD: dict[Path, RefusalCode] = {("seq",): RefusalCode.PREV_MISMATCH}


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=IDS)
def test_altered_and_signed_again_by_the_member_itself(name: str, path: Path) -> None:
    view = before(name)
    view.hold(golden_envelope(name))
    code = expected(name, path)
    if code is RefusalCode.BAD_SIGNATURE:
        code = AGAINST_THE_HEAD.get(path, RefusalCode.FORK)
    assert code_of(lambda: offer(seal_bytes(altered(name, path), OWN[name]), view)) == code


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=IDS)
def test_a_fraction_in_any_place_is_refused_whoever_signs(name: str, path: Path) -> None:
    value = put(json.loads(golden(f"{name}.signed.json")), path, 1.5)
    assert code_of(lambda: offer(seal_bytes(dumps(value), OWN[name]), before(name))) == RefusalCode.BAD_FIELD


@pytest.mark.parametrize(("name", "path"), SIGNED, ids=IDS)
def test_a_key_given_twice_is_refused_whoever_signs(name: str, path: Path) -> None:
    if not isinstance(path[-1], str):
        return
    mark = "twice"
    value = json.loads(golden(f"{name}.signed.json"))
    holder = at(value, path[:-1])
    original = json.dumps(holder[path[-1]], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    holder[path[-1]] = mark
    once, key = dumps(value).decode(), json.dumps(path[-1])
    twice = once.replace(f'{key}:"{mark}"', f"{key}:{original},{key}:{original}")
    assert code_of(lambda: offer(seal_bytes(twice.encode(), OWN[name]), before(name))) == RefusalCode.DUPLICATE_KEY


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("field", "code"),
    [("alg", RefusalCode.ALG_MISMATCH), ("key", RefusalCode.KEY_UNKNOWN), ("sig", RefusalCode.BAD_SIGNATURE)],
)
def test_altered_signatures(name: str, field: str, code: RefusalCode) -> None:
    envelope = golden_envelope(name)
    parts = {part: getattr(envelope.signatures[0], part) for part in ("alg", "key", "sig")}
    parts[field] = neighbour(parts[field])
    if field == "sig":  # the last letter of 86 holds only two bits that count: alter a byte instead
        raw = bytearray(from_b64url(envelope.signatures[0].sig, ""))
        raw[5] ^= 1
        parts[field] = b64url(bytes(raw))
    wire = to_wire(Envelope(envelope.signed, (Signature(**parts),)))
    assert code_of(lambda: offer(wire, before(name))) == code


@pytest.mark.parametrize("name", NAMES)
def test_every_single_bit_of_the_signed_bytes_counts(name: str) -> None:
    envelope = golden_envelope(name)
    view = before(name)
    for place in range(0, len(envelope.signed), 3):
        flipped = bytearray(envelope.signed)
        flipped[place] ^= 1 << place % 8
        wire = to_wire(Envelope(bytes(flipped), envelope.signatures))
        assert code_of(partial(offer, wire, view)).check in (1, 2, 3, 4)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_signatures_of_one_event_do_not_fit_another(name: str, other: str) -> None:
    wire = to_wire(Envelope(golden_envelope(name).signed, golden_envelope(other).signatures))
    if name == other:
        assert not isinstance(offer(wire, before(name)), Duplicate)
    elif OWN[name] is OWN[other]:
        assert code_of(lambda: offer(wire, before(name))) == RefusalCode.BAD_SIGNATURE
    else:
        assert code_of(lambda: offer(wire, before(name))) == RefusalCode.KEY_UNKNOWN
