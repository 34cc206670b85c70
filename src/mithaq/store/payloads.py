"""Payloads in the database: the bytes that can be erased, apart from the journal that commits to them.

On a disk they lie in boxes (`journal.vault`), each opened by itself when it is asked for. A row from before there were
boxes is read as it is, because its commitment says whether it is whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.app.ports.faults import CORRUPT, IntegrityFault, StoreFault
from mithaq.app.ports.rows import Want
from mithaq.journal.errors import Refused
from mithaq.journal.payload import Payload, matches
from mithaq.journal.vault import Vault
from mithaq.store import queries, schema, sql
from mithaq.store.transaction import Transaction

_ERASE = sql.insert(schema.erased, or_ignore=True)
_WANT = sql.insert(schema.wants, skip="turn")


class Payloads:
    """`app.ports.store.PayloadReader`."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        self._tx = tx
        self._vault = vault

    def get(self, hash: str, subject: str = "") -> Payload | None:
        row = self._tx.one(queries.PAYLOAD, sql.raw_hash(hash), subject)
        return self._payload(hash, *row) if row else None

    def many(self, hashes: Sequence[str], subject: str = "") -> dict[str, Payload]:
        asked = list(self.held(hashes, subject)) if subject else hashes
        rows = self._tx.all_in(queries.PAYLOADS, _distinct(asked))
        return {hash.hex(): self._payload(hash.hex(), salt, body) for hash, salt, body in rows}

    def held(self, hashes: Sequence[str], subject: str = "") -> set[str]:
        rows = self._tx.all_in(queries.HELD, _distinct(hashes))
        return {hash.hex() for hash, of in rows if subject in ("", of)}

    def of(self, subject: str) -> dict[str, str]:
        return {hash.hex(): item for hash, item in self._tx.all(queries.HELD_ABOUT, subject)}

    def wanted(self, limit: int, member: str = "") -> list[Want]:
        """The oldest wants, of this member only. Wanting the same again moves it to the end."""
        rows = self._tx.all(queries.WANTED, member, limit)
        return [Want(hash.hex(), subject, item, member) for hash, subject, item, member in rows]

    def wanted_count(self) -> int:
        count: int = self._tx.all(queries.WANTED_COUNT)[0][0]
        return count

    def is_wanted(self, hash: str, subject: str = "") -> bool:
        return self._tx.one(queries.IS_WANTED, sql.raw_hash(hash), subject) is not None

    def is_erased(self, hash: str, subject: str = "") -> bool:
        return self._tx.one(queries.ERASED, sql.raw_hash(hash), subject) is not None

    def _payload(self, hash: str, salt: bytes, body: bytes) -> Payload:
        """The payload, if it is the one that was committed to. Raises StoreFault: nobody reads, shows or signs another."""
        payload = Payload(salt, unboxed(self._vault, hash, body))
        if not matches(payload, hash):
            raise StoreFault(CORRUPT, f"payloads {hash}")
        return payload


class PayloadChanges(Payloads):
    """`app.ports.store.PayloadWriter`. Payloads are collected and written together, before anything reads them."""

    def __init__(self, tx: Transaction, vault: Vault | None = None) -> None:
        super().__init__(tx, vault)
        self._put: dict[tuple[bytes, str], tuple[bytes, bytes, bytes, str, str]] = {}
        self._body_bytes = 0
        self._unwanted: set[tuple[bytes, str]] = set()

    def get(self, hash: str, subject: str = "") -> Payload | None:
        self.settle()
        return super().get(hash, subject)

    def many(self, hashes: Sequence[str], subject: str = "") -> dict[str, Payload]:
        self.settle()
        return super().many(hashes, subject)

    def held(self, hashes: Sequence[str], subject: str = "") -> set[str]:
        put = self._put if subject else {(raw, subject) for raw, _ in self._put}
        found = {hash for hash in hashes if (sql.raw_hash(hash), subject) in put}
        return found | super().held([hash for hash in hashes if hash not in found], subject)

    def of(self, subject: str) -> dict[str, str]:
        self.settle()
        return super().of(subject)

    def put(self, hash: str, payload: Payload, subject: str, item: str = "") -> None:
        """Hold this payload for this subject. If it is held for it already, only the item changes."""
        raw = self._raw(hash)
        self._put[raw, subject] = (raw, payload.salt, boxed(self._vault, hash, payload.body), subject, item)
        self._body_bytes += len(payload.body)
        if self._body_bytes > MAX_COLLECTED:
            self.settle()

    def move(self, hash: str, before: str, after: str) -> None:
        self.settle()
        self._tx.run(queries.MOVE_PAYLOAD, self._raw(hash), before, after)

    def erase(self, hashes: Sequence[str], subject: str = "") -> int:
        self.settle()
        raw = [self._raw(hash) for hash in dict.fromkeys(hashes)]
        held = sum(self._tx.run(queries.DROP_PAYLOAD, hash, subject) for hash in raw)
        self._tx.many(_ERASE, ((hash, subject) for hash in raw))
        self._tx.run(queries.DROP_IDLE_WANTS)  # their citations went with them: nobody asks for those files any more
        return held

    def wanted(self, limit: int, member: str = "") -> list[Want]:
        self._settle_wants()
        return super().wanted(limit, member)

    def wanted_count(self) -> int:
        self._settle_wants()
        return super().wanted_count()

    def want(self, wants: Sequence[Want]) -> None:
        self._settle_wants()
        latest = {(self._raw(want.hash), want.subject, want.member): want.item for want in wants}
        self._tx.many(queries.FORGET_WANT, latest)
        self._tx.many(_WANT, ((raw, subject, item, member) for (raw, subject, member), item in latest.items()))

    def unwant(self, hashes: Sequence[str], subject: str = "") -> None:
        self._unwanted.update((raw, subject) for raw in _distinct(hashes))

    def settle(self) -> None:
        """Write what was collected. Raises IntegrityFault for a payload that was erased: it does not come back."""
        self._settle_wants()
        if not self._put:
            return
        # In the order of the hashes neighbours share a page of the index.
        rows = [self._put[key] for key in sorted(self._put)]
        self._put.clear()
        self._body_bytes = 0
        if self._tx.one(queries.ANY_ERASED):
            erased = set(self._tx.all_in(queries.ERASED_AMONG, [row[0] for row in rows]))
            if any((raw, of) in erased for raw, _, _, subject, _ in rows for of in ("", subject)):
                raise self._tx.failed(IntegrityFault("payloads.erased"))
        self._tx.many(queries.PUT_PAYLOAD, rows)

    def _settle_wants(self) -> None:
        if self._unwanted:
            self._tx.many(queries.UNWANT, sorted(self._unwanted))
            self._unwanted.clear()

    def _raw(self, hash: str) -> bytes:
        raw = sql.raw_hash(hash)
        if not raw:
            raise self._tx.failed(IntegrityFault("payloads.hash"))
        return raw


MAX_COLLECTED = 16 * 1024 * 1024
"""Bytes of payload bodies held back at most: a bulk of small objects fits, a pile of photos does not pile up."""


def boxed(vault: Vault | None, hash: str, body: bytes) -> bytes:
    """The bytes as they go to the disk. Without a vault, in memory, as they are."""
    return vault.close(body, hash.encode()) if vault is not None else body


def unboxed(vault: Vault | None, hash: str, body: bytes) -> bytes:
    """The bytes as they were said. What is in no box of this vault is handed on: its commitment judges it."""
    try:
        return vault.open(body, hash.encode()) if vault is not None else body
    except Refused:
        return body


def _distinct(hashes: Sequence[str]) -> list[bytes]:
    return [raw for hash in dict.fromkeys(hashes) if (raw := sql.raw_hash(hash))]
