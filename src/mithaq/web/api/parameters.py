"""Parameters of addresses and queries, each with its limits. None of them is personal: terms of a check go in a body."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from litestar.di import NamedDependency
from litestar.params import PathParameter, QueryParameter
from msgspec import Meta

from mithaq.web.session import Signed

MAX_PAGE = 200  # rows of one page
MAX_OFFSET = 1_000_000
MAX_SEQ = 2**53 - 1  # JSON integers that everybody reads alike

_MEMBER = "^[A-Z]{2}$"
_ID = "^[a-z]-[0-9a-f]{16,32}$"
_WORD = "^[a-z_]{1,40}$"

Who: TypeAlias = NamedDependency[Signed]

Holder = Annotated[str, QueryParameter(pattern="^([a-z]-[0-9a-f]{16,32})?$")]  # who takes the copy
Subject = Annotated[str, PathParameter(pattern=_ID)]
MemberPath = Annotated[str, PathParameter(pattern=_MEMBER)]
Seq = Annotated[int, PathParameter(ge=1, le=MAX_SEQ)]

DocumentName = Annotated[str, PathParameter(pattern="^[a-z-]{1,40}\\.pdf$")]
Second = Annotated[str, QueryParameter(pattern="^(en|fr)$")]  # beside Arabic
Place = Annotated[str, QueryParameter(pattern="^([A-Z]{2}/[0-9]{1,16})?$")]  # a statement; empty for the last that fits

Limit = Annotated[int, QueryParameter(ge=1, le=MAX_PAGE)]
Offset = Annotated[int, QueryParameter(ge=0, le=MAX_OFFSET)]
KindQuery = Annotated[str, QueryParameter(pattern="^[a-z_]{0,40}$")]  # empty for all
States = Annotated[tuple[Annotated[str, Meta(pattern=_WORD)], ...], QueryParameter(name="state", max_items=20)]
Harmed = Annotated[tuple[Annotated[str, Meta(pattern=_MEMBER)], ...], QueryParameter(name="harmed", max_items=22)]
MemberQuery = Annotated[str, QueryParameter(pattern="^([A-Z]{2})?$")]  # the same
After = Annotated[int, QueryParameter(ge=0, le=MAX_SEQ)]
Size = Annotated[int, QueryParameter(ge=0, le=MAX_SEQ)]
