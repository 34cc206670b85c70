"""Numbers below 2²⁴ in three bytes each, lowest first: a quarter less to read than in four."""

from __future__ import annotations

import numpy as np

from mithaq.search.kernels.shapes import U8, U32


def packed_three(numbers: U32) -> U8:
    """Three bytes for each number."""
    return np.ascontiguousarray(numbers.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :3]).reshape(-1)


def unpacked_three(data: U8) -> U32:
    """The numbers again."""
    wide = np.zeros((len(data) // 3, 4), np.uint8)
    wide[:, :3] = data.reshape(-1, 3)
    return wide.reshape(-1).view("<u4").astype(np.uint32)
