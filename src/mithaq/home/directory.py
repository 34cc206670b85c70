"""What lies in a node's directory, and how it is made.

node.json            member, whether `demo` made it, format version
roster.json          the members and their public keys
keys/journal.pem     the member's signing key (PKCS8, readable by its owner only)
keys/log.secret      keys the hashes of looked-up terms
keys/store.key       opens what mithaq.db holds of persons; a copy of that file without it tells of nobody
keys/document.pem    the key of the member's document seal (the same)
keys/document.crt    its certificate, signed by the journal key, and that key's own
keys/seal.json       public keys of commission and auditors, to whom log lines are sealed
mithaq.db            everything else
connected/           databases that stay at home: mappings, and indexes built from them (home/connected/place.py)
index/               by what people and things are found: derived from mithaq.db, and built anew when it is missing
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from msgspec import Struct

from mithaq.app.ports.chance import Entropy
from mithaq.documents.certificate import SEED_BYTES, SERIAL_BYTES, SealKey
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law
from mithaq.journal.keys import SigningKey
from mithaq.journal.seal import SealKeys
from mithaq.journal.trust import Roster, make_entry
from mithaq.journal.vault import KEY_BYTES, Vault

LAYOUT = 1
STORE_KEY = "store.key"
AUDITORS = ("commission", "auditor_a", "auditor_b")


class NodeInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """`node.json`. `demo` is set by `mithaq demo` alone: such a node admits batch reviews of persons."""

    layout: int
    member: str
    demo: bool = False


def create(
    home: Path, member: str, key: SigningKey, roster: Roster, seal: SealKeys, entropy: Entropy, *, demo: bool
) -> None:
    """Write a new node directory. Raises Refusal ``home.exists`` if something is there already."""
    if home.exists() and any(home.iterdir()):
        raise Refusal("home.exists", "directory")
    (home / "keys").mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    _secret(home / "keys" / "journal.pem", key.to_pem())
    _secret(home / "keys" / "log.secret", entropy.token(32))
    _secret(home / "keys" / "seal.json", msgspec.json.encode(seal))
    _secret(home / "keys" / STORE_KEY, entropy.token(KEY_BYTES))
    make_document_seal(home, key, entropy)
    (home / "roster.json").write_bytes(roster.to_json())
    (home / "node.json").write_bytes(msgspec.json.encode(NodeInfo(LAYOUT, member, demo)))


def create_alone(home: Path, member: str, law: Law, entropy: Entropy) -> None:
    """A node by itself: its own key, a roster of one, and key pairs for commission and auditors to be handed over.

    The private halves lie in `keys/hand-over/` until somebody takes them away; as long as they are there, whoever
    operates the node can open the log.
    """
    kind = law.member_kind(member)
    key = SigningKey.from_seed(member, f"{member}-1", entropy.token(32))
    private = {name: X25519PrivateKey.from_private_bytes(entropy.token(32)) for name in AUDITORS}
    create(home, member, key, Roster.of([make_entry(kind, key)]), public_halves(private), entropy, demo=False)
    hand_over(home / "keys" / "hand-over", private)


def public_halves(private: dict[str, X25519PrivateKey]) -> SealKeys:
    """The public keys to which log lines are sealed."""
    public = {name: key.public_key().public_bytes_raw() for name, key in private.items()}
    return SealKeys(public.pop("commission"), public)


def hand_over(folder: Path, private: dict[str, X25519PrivateKey]) -> None:
    """Write the private halves as PEM, for their owners to take away."""
    folder.mkdir(parents=True)
    for name, key in private.items():
        _secret(folder / f"{name}.pem", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def make_document_seal(home: Path, key: SigningKey, entropy: Entropy) -> None:
    """A new seal for documents, for which the journal key vouches."""
    seal = SealKey.make(key, entropy.token(SEED_BYTES + SERIAL_BYTES))
    _secret(home / "keys" / "document.pem", seal.key_pem())
    _secret(home / "keys" / "document.crt", seal.chain_pem())


def document_seal(home: Path, key: SigningKey, entropy: Entropy) -> SealKey:
    """The seal for documents; a directory from before there were any gets one. Raises Refusal ``document.seal_key``."""
    pem, chain = home / "keys" / "document.pem", home / "keys" / "document.crt"
    if not pem.exists() and not chain.exists():
        make_document_seal(home, key, entropy)
    try:
        return SealKey.read(pem.read_bytes(), chain.read_bytes())
    except OSError:
        raise Refusal("document.seal_key", "keys") from None


def vault(home: Path, entropy: Entropy) -> Vault:
    """The key of this node's disk; a directory from before there was one gets it. Raises Refusal ``home.keys``.

    A key that is not the database's own is found by the store, which then refuses to open.
    """
    file = home / "keys" / STORE_KEY
    try:
        if not file.exists():
            _secret(file, entropy.token(KEY_BYTES))
        return Vault(file.read_bytes())
    except (OSError, ValueError):
        raise Refusal("home.keys", STORE_KEY) from None


def info(home: Path) -> NodeInfo:
    """What kind of node lives here. Raises Refusal ``home.none`` or ``home.layout``."""
    try:
        found = msgspec.json.decode((home / "node.json").read_bytes(), type=NodeInfo)
    except (OSError, msgspec.MsgspecError):
        raise Refusal("home.none", "directory") from None
    if found.layout != LAYOUT:
        raise Refusal("home.layout", "node.json")
    return found


def keys(home: Path, member: str) -> tuple[SigningKey, bytes, SealKeys]:
    """Signing key, log secret and seal keys. Raises Refusal ``home.keys`` or, for a broken key, Refused."""
    folder = home / "keys"
    try:
        pem = (folder / "journal.pem").read_bytes()
        secret = (folder / "log.secret").read_bytes()
        seal = msgspec.json.decode((folder / "seal.json").read_bytes(), type=SealKeys)
    except (OSError, msgspec.MsgspecError):
        raise Refusal("home.keys", "keys") from None
    return SigningKey.from_pem(member, f"{member}-1", pem), secret, seal


def roster(home: Path) -> Roster:
    """The members that this node knows. Raises Refusal ``home.roster``, or Refused for one that does not verify."""
    return read_roster(home / "roster.json")


def read_roster(file: Path) -> Roster:
    """A roster by itself. Raises as `roster`."""
    try:
        return Roster.from_json(file.read_bytes())
    except OSError:
        raise Refusal("home.roster", "roster.json") from None


def _secret(path: Path, data: bytes) -> None:
    path.touch(0o600)
    path.write_bytes(data)
