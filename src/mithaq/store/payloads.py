"""Payloads in the database: the bytes that can be erased, apart from the journal that commits to them."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.app.ports.faults import CORRUPT, IntegrityFault, StoreFault
from mithaq.app.ports.rows import Want
from mithaq.journal.payload import Payload, matches
from mithaq.store import queries, schema, sql
from mithaq.store.transaction import Transaction

_ERASE = sql.insert(schema.erased, or_ignore=True)
_WANT = sql.insert(schema.wants, skip="turn")


class Payloads:
    """`app.ports.store.PayloadReader`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def get(self, hash: str, subject: str = "") -> Payload | None:
        row = self._tx.one(queries.PAYLOAD, sql.raw_hash(hash), subject)
        return _payload(hash, *row) if row else None

    def many(self, hashes: Sequence[str]) -> dict[str, Payload]:
        rows = self._tx.all_in(queries.PAYLOADS, _distinct(hashes))
        return {hash.hex(): _payload(hash.hex(), salt, body) for hash, salt, body in rows}

    def held(self, hashes: Sequence[str]) -> set[str]:
        return {hash.hex() for (hash,) in self._tx.all_in(queries.HELD, _distinct(hashes))}

    def of(self, subject: str) -> dict[str, str]:
        return {hash.hex(): item for hash, item in self._tx.all(queries.HELD_ABOUT, subject)}

    def wanted(self, limit: int, member: str = "") -> list[Want]:
        """The oldest wants, of this member only. Wanting a hash again moves it to the end."""
        rows = self._tx.all(queries.WANTED, member, limit)
        return [Want(hash.hex(), subject, item, member) for hash, subject, item, member in rows]

    def wanted_count(self) -> int:
        count: int = self._tx.all(queries.WANTED_COUNT)[0][0]
        return count

    def is_wanted(self, hash: str) -> bool:
        return self._tx.one(queries.IS_WANTED, sql.raw_hash(hash)) is not None

    def is_erased(self, hash: str) -> bool:
        return self._tx.one(queries.ERASED, sql.raw_hash(hash)) is not None


class PayloadChanges(Payloads):
    """`app.ports.store.PayloadWriter`. Payloads are collected and written together, before anything reads them."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._put: dict[bytes, tuple[bytes, bytes, bytes, str, str]] = {}
        self._body_bytes = 0
        self._unwanted: set[bytes] = set()

    def get(self, hash: str, subject: str = "") -> Payload | None:
        self.settle()
        return super().get(hash, subject)

    def many(self, hashes: Sequence[str]) -> dict[str, Payload]:
        self.settle()
        return super().many(hashes)

    def held(self, hashes: Sequence[str]) -> set[str]:
        found = {hash for hash in hashes if sql.raw_hash(hash) in self._put}
        return found | super().held([hash for hash in hashes if hash not in found])

    def of(self, subject: str) -> dict[str, str]:
        self.settle()
        return super().of(subject)

    def put(self, hash: str, payload: Payload, subject: str, item: str = "") -> None:
        """Hold this payload. If it is held already, only subject and item change (a photo finds its alert)."""
        raw = self._raw(hash)
        self._put[raw] = (raw, payload.salt, payload.body, subject, item)
        self._body_bytes += len(payload.body)
        if self._body_bytes > MAX_COLLECTED:
            self.settle()

    def erase(self, hashes: Sequence[str]) -> int:
        self.settle()
        raw = [self._raw(hash) for hash in dict.fromkeys(hashes)]
        held = self._tx.run_in(queries.DROP_PAYLOADS, raw)
        self._tx.many(_ERASE, ((hash,) for hash in raw))
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
        latest = {self._raw(want.hash): want for want in wants}
        self._tx.run_in(queries.UNWANT, list(latest))
        self._tx.many(_WANT, ((raw, w.subject, w.item, w.member) for raw, w in latest.items()))

    def unwant(self, hashes: Sequence[str]) -> None:
        self._unwanted.update(_distinct(hashes))

    def settle(self) -> None:
        """Write what was collected. Raises IntegrityFault for a payload that was erased: it does not come back."""
        self._settle_wants()
        if not self._put:
            return
        # In the order of the hashes neighbours share a page of the index.
        rows = [self._put[raw] for raw in sorted(self._put)]
        self._put.clear()
        self._body_bytes = 0
        if self._tx.one(queries.ANY_ERASED) and self._tx.all_in(queries.ERASED_AMONG, [row[0] for row in rows]):
            raise self._tx.failed(IntegrityFault("payloads.erased"))
        self._tx.many(queries.PUT_PAYLOAD, rows)

    def _settle_wants(self) -> None:
        if self._unwanted:
            self._tx.run_in(queries.UNWANT, sorted(self._unwanted))
            self._unwanted.clear()

    def _raw(self, hash: str) -> bytes:
        raw = sql.raw_hash(hash)
        if not raw:
            raise self._tx.failed(IntegrityFault("payloads.hash"))
        return raw


MAX_COLLECTED = 16 * 1024 * 1024
"""Bytes of payload bodies held back at most: a bulk of small objects fits, a pile of photos does not pile up."""


def _payload(hash: str, salt: bytes, body: bytes) -> Payload:
    """The payload, if it is the one that was committed to. Raises StoreFault: nobody reads, shows or signs another."""
    payload = Payload(salt, body)
    if not matches(payload, hash):
        raise StoreFault(CORRUPT, f"payloads {hash}")
    return payload


def _distinct(hashes: Sequence[str]) -> list[bytes]:
    return [raw for hash in dict.fromkeys(hashes) if (raw := sql.raw_hash(hash))]
