"""Who the officers of a month are: the post where each works most, the role, and the family names at each post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from mithaq.app.insiders.columns import Codes, Columns, Hashes, Ints, hashes
from mithaq.app.insiders.surprise import mixed


class Person(Struct, frozen=True):
    """An officer. `families`: keyed hashes of the family name, as the log of the month would have them."""

    role: str
    families: tuple[str, ...] = ()


class Staff(Struct, frozen=True):
    """By officer, in the order of the columns: main post, role, and desk (both together). `lines`: of each, how many.

    `colleagues`: post and family name of everybody, mixed into one key. `families`: how many names there are at the post.
    """

    post: Codes
    role: Codes
    desk: Codes
    lines: Codes
    colleagues: Hashes
    families: Ints


def staff_of(columns: Columns, people: Mapping[str, Person]) -> Staff:
    """What is known of each officer; one without a row (taken off the list meanwhile) has a role of its own."""
    count = len(columns.officers)
    post = np.zeros(count, np.int32)
    lines = np.bincount(columns.officer, minlength=count).astype(np.int32)
    keys, found = np.unique(columns.officer.astype(np.int64) * len(columns.posts) + columns.post, return_counts=True)
    order = np.argsort(found, kind="stable")  # the post with the most lines is written last
    if len(keys):
        post[keys[order] // len(columns.posts)] = keys[order] % len(columns.posts)
    seen = columns.opened
    idle = lines[seen.officer] == 0
    post[seen.officer[idle]] = seen.post[idle]  # who never checks works where he opens what others say
    known = [people.get(officer, Person("")) for officer in columns.officers]
    roles = sorted({one.role for one in known})
    role = np.array([roles.index(one.role) for one in known], np.int32)
    desk = (post * len(roles) + role).astype(np.int32)
    return Staff(post, role, desk, lines, *_colleagues(post, known))


def _colleagues(post: Codes, known: Sequence[Person]) -> tuple[Hashes, Ints]:
    places = [at for at, one in enumerate(known) for _ in one.families]
    if not places:
        return np.empty(0, np.uint64), np.zeros(len(post), np.int64)
    families = hashes([family for one in known for family in one.families])
    keys, first = np.unique(mixed(post[places], families), return_index=True)
    return keys, np.bincount(post[places][first], minlength=int(post.max()) + 1)[post]
