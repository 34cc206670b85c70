"""Where the rows that may answer one query are kept until they are compared: each once, the most promising ones."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mithaq.search.kernels.jit import kernel
from mithaq.search.kernels.question import KEYS
from mithaq.search.kernels.shapes import I32, I64, U32, U64, i64
from mithaq.search.kernels.signature import BITS

ROOM = 8_192
"""Rows kept at a time. When they are too many, the less promising half goes."""

SEEN = 32_768
"""Slots to tell rows met twice; a power of two."""

LAST_TURN, ROW_BITS = 255, 24
"""What is noted in a slot bears the number of its turn above the row, so that nothing needs to be cleared between two."""

BINS, BIN = 1_024, 4
"""Promise is counted in steps of 2 ** `BIN` hundredths of a bit, `BINS` of them."""

MOST_KEYS, MOST_BUCKETS = 96, 8_192
"""Recall keys that one part may go by, and pairs of them that are looked up for one name."""

MOST_HEARD = 4_096
"""Distinct stored words that may sound like a part of one name."""

MOST_MARKED, MARKS = 1 << 20, 256
"""Rows that are marked with the parts they hold, and the marks that there are (see kernels/marks.py)."""

COUNT, NEED, LIMIT, TURN, WHOLE = range(5)
"""Places in `Scratch.size`: rows kept; the least promise that is kept by now; how many rows there is room for; the turn of
`seen`; what the signature of a name would share that holds all that is asked for."""


class Scratch(NamedTuple):
    """`rows` kept and the `promise` of each, in hundredths of a bit; `seen` holds rows by hash; `counts` of rows by
    promise.

    `shares` [byte, value] of a signature, `wanted` the bits asked for, `heaviest` what so many of them weigh at most (see
    kernels/signature.py); key numbers of the parts in `keys`, how many in
    `key_count`; `buckets` to read; the rows that are `marked`, and how many `by_mark`. `size` as named above.
    """

    rows: U32
    promise: I32
    size: I64
    seen: U32
    counts: I64
    shares: I32
    wanted: U64
    heaviest: I32
    keys: U32
    key_count: I32
    buckets: I64
    marked: U32
    by_mark: I64


def scratch(parts: int) -> Scratch:
    """Room for one query at a time, of so many parts."""
    return Scratch(
        np.zeros(ROOM, np.uint32),
        np.zeros(ROOM, np.int32),
        np.zeros(5, np.int64),
        np.zeros(SEEN, np.uint32),
        np.zeros(BINS, np.int64),
        np.zeros((8, 256), np.int32),
        np.zeros(1, np.uint64),
        np.zeros(BITS + 1, np.int32),
        np.zeros((parts, max(KEYS, MOST_KEYS)), np.uint32),
        np.zeros(parts, np.int32),
        np.zeros(MOST_BUCKETS, np.int64),
        np.zeros(MOST_MARKED, np.uint32),
        np.zeros(MARKS, np.int64),
    )


@kernel
def begin(room: Scratch, limit: int = ROOM) -> None:
    """Forget what was kept for another query; there is room for `limit` rows, of which the better half stays for sure."""
    room.size[COUNT] = 0
    room.size[NEED] = 0
    room.size[LIMIT] = limit
    turn(room)


@kernel
def turn(room: Scratch) -> None:
    """Forget which rows were met."""
    if room.size[TURN] == LAST_TURN:
        room.seen[:] = 0
        room.size[TURN] = 0
    room.size[TURN] += 1


@kernel
def noted(row: int, room: Scratch) -> int:
    """How a row is noted in `seen`."""
    return i64(room.size[TURN]) << ROW_BITS | row


@kernel
def slot_of(row: int, room: Scratch) -> int:
    """Where a row is, or would be, in `seen`."""
    at = (row * 0x9E3779B1 >> 8) & (SEEN - 1)
    own = noted(row, room)
    while i64(room.seen[at]) >> ROW_BITS == room.size[TURN] and i64(room.seen[at]) != own:
        at = (at + 1) & (SEEN - 1)
    return at


@kernel
def keep(row: int, promise: int, room: Scratch) -> None:
    """Keep a row once, unless it promises less than those there is room for."""
    if promise < room.size[NEED]:
        return
    if room.size[COUNT] == room.size[LIMIT]:
        thin_out(room)
        if promise < room.size[NEED]:
            return
    at = slot_of(row, room)
    own = noted(row, room)
    if i64(room.seen[at]) == own:
        return
    size = i64(room.size[COUNT])
    room.seen[at] = own
    room.rows[size] = row
    room.promise[size] = promise
    room.size[COUNT] = size + 1


@kernel
def bin_of(promise: int) -> int:
    """The step that a promise belongs to."""
    return min(BINS - 1, max(0, promise) >> BIN)


@kernel
def border(room: Scratch, most: int) -> int:
    """The step of promise at which `most` rows are reached, counted from the best: all rows of better steps are among them,
    of the step itself as many as there is room for. -1 if all rows are."""
    counts = room.counts
    counts[:] = 0
    for at in range(i64(room.size[COUNT])):
        counts[bin_of(i64(room.promise[at]))] += 1
    total = 0
    for step in range(BINS - 1, -1, -1):
        total += counts[step]
        if total > most:
            return step
    return -1


@kernel
def thin_out(room: Scratch) -> None:
    """Let the less promising half go; of rows that promise the same, those that came first stay."""
    half = i64(room.size[LIMIT]) // 2
    step = border(room, half)
    better = 0
    for above in range(step + 1, BINS):
        better += room.counts[above]
    spare = half - better
    size = 0
    turn(room)
    for at in range(i64(room.size[COUNT])):
        own = bin_of(i64(room.promise[at]))
        if own < step or (own == step and spare <= 0):
            continue
        if own == step:
            spare -= 1
        row = i64(room.rows[at])
        room.seen[slot_of(row, room)] = noted(row, room)
        room.rows[size] = row
        room.promise[size] = room.promise[at]
        size += 1
    room.size[COUNT] = size
    room.size[NEED] = (step + 1) << BIN
