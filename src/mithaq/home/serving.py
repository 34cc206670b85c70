"""`serve.json`: where the process that holds a node's directory listens, as long as it runs."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

WHERE = "serve.json"


class Serving(Struct, frozen=True, omit_defaults=True):
    """`socket`: for the command line. `host`: for officers. `tls`: the folder of the certificates for NATS."""

    socket: str = ""
    host: str = ""
    tls: str = ""


def serving(home: Path) -> Serving:
    """What the process that runs says of itself; all empty where none does."""
    try:
        return msgspec.json.decode((home / WHERE).read_bytes(), type=Serving)
    except (OSError, msgspec.MsgspecError):
        return Serving()
