"""The one-time code by which an applicant looks how the application stands, without a name and without a login.

160 random bits, of which only the SHA-256 is kept. A code opens one look, and the answer carries the next one; a lost
code is replaced by a clerk. A code that is wrong, used or withdrawn gets the same nothing.
"""

from __future__ import annotations

import base64
import hashlib

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader, Writer

BYTES = 20  # 160 bits: 32 letters without padding, more than the 128 that nobody guesses
_OF, _IS = "remedy.code.of:", "remedy.code:"


def give(node: Node, tx: Writer, remedy: str) -> str:
    """A new code for this application; the one before it is worth nothing from here."""
    withdraw(tx, remedy)
    code = base64.b32encode(node.entropy.token(BYTES)).decode()
    tx.desk.put_meta(_IS + _hash(code), remedy)
    tx.desk.put_meta(_OF + remedy, _hash(code))
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def withdraw(tx: Writer, remedy: str) -> None:
    """The code of this application opens nothing any more."""
    old = tx.desk.meta(_OF + remedy)
    if old:
        tx.desk.put_meta(_IS + old, "")
        tx.desk.put_meta(_OF + remedy, "")


def opens(reader: Reader, code: str) -> str:
    """The id of the application that this code opens; empty for none."""
    plain = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return (reader.desk.meta(_IS + _hash(plain)) or "") if plain else ""


def _hash(code: str) -> str:
    return hashlib.sha256(f"mithaq/remedy/{code}".encode()).hexdigest()
