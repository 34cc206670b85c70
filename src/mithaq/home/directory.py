"""What lies in a node's directory, and how it is made.

node.json            member, whether `demo` made it, format version, and its database where that is a server
roster.json          the members and their public keys, as they were when the node was made
roster.signed        the same as its members signed it: the version of the roster to begin with
keys/journal.pem     the member's first signing key (PKCS8, readable by its owner only)
keys/journal.ID.pem  a later one, by its id in the roster
keys/passphrase.json how the passphrase is stretched under which these files are closed, if there is one (`home.secrets`)
keys/log.secret      keys the hashes of looked-up terms
keys/store.key       opens what mithaq.db holds of persons; a copy of that file without it tells of nobody
keys/document.pem    the key of the member's document seal (the same)
keys/document.crt    its certificate, signed by the journal key, and that key's own
keys/seal.json       public keys of commission and auditors, to whom log lines are sealed
mithaq.db            everything else, unless `node.json` names a database on a server
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
from mithaq.home.secrets import Secrets, unlocked
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import SignedRoster, founded, roster_of
from mithaq.journal.seal import SealKeys
from mithaq.journal.trust import Roster
from mithaq.journal.vault import KEY_BYTES, Vault

LAYOUT = 1
ANCHOR = "roster.signed"
STORE_KEY = "store.key"
AUDITORS = ("commission", "auditor_a", "auditor_b")


class NodeInfo(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`node.json`. `demo` is set by `mithaq demo` alone: such a node admits batch reviews of persons.

    `database` is a connection string of PostgreSQL; empty: the file `mithaq.db` beside it.
    """

    layout: int
    member: str
    demo: bool = False
    database: str = ""


def create(
    home: Path,
    member: str,
    key: SigningKey,
    roster: Roster | SignedRoster,
    seal: SealKeys,
    entropy: Entropy,
    *,
    demo: bool,
    database: str = "",
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
    if isinstance(roster, SignedRoster):
        anchor_at(home, roster)
    else:
        (home / "roster.json").write_bytes(roster.to_json())
    put_info(home, NodeInfo(LAYOUT, member, demo, database))


def create_alone(home: Path, member: str, law: Law, entropy: Entropy, *, database: str = "") -> None:
    """A node by itself: its own key, a roster of one, and key pairs for commission and auditors to be handed over.

    The private halves lie in `keys/hand-over/` until somebody takes them away; as long as they are there, whoever
    operates the node can open the log.
    """
    kind = law.member_kind(member)
    key = SigningKey.from_seed(member, f"{member}-1", entropy.token(32))
    private = {name: X25519PrivateKey.from_private_bytes(entropy.token(32)) for name in AUDITORS}
    founding = founded([(kind, key)])
    create(home, member, key, founding, public_halves(private), entropy, demo=False, database=database)
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
    """A new seal for documents, for which the journal key vouches; in a folder that is not closed yet."""
    _make_seal(Secrets(home / "keys"), key, entropy)


def _make_seal(secrets: Secrets, key: SigningKey, entropy: Entropy) -> None:
    seal = SealKey.make(key, entropy.token(SEED_BYTES + SERIAL_BYTES))
    secrets.write("document.pem", seal.key_pem())
    secrets.write("document.crt", seal.chain_pem())


def document_seal(home: Path, key: SigningKey, entropy: Entropy, secrets: Secrets | None = None) -> SealKey:
    """The seal for documents; a directory from before there were any gets one. Raises Refusal ``document.seal_key``."""
    found = secrets or unlocked(home / "keys")
    if not found.exists("document.pem") and not found.exists("document.crt"):
        _make_seal(found, key, entropy)
    try:
        return SealKey.read(found.read("document.pem"), found.read("document.crt"))
    except OSError:
        raise Refusal("document.seal_key", "keys") from None


def vault(home: Path, entropy: Entropy, secrets: Secrets | None = None) -> Vault:
    """The key of this node's disk; a directory from before there was one gets it. Raises Refusal ``home.keys``.

    A key that is not the database's own is found by the store, which then refuses to open.
    """
    found = secrets or unlocked(home / "keys")
    try:
        if not found.exists(STORE_KEY):
            found.write(STORE_KEY, entropy.token(KEY_BYTES))
        return Vault(found.read(STORE_KEY))
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


def put_info(home: Path, info: NodeInfo) -> None:
    """Write `node.json`, readable by its owner alone: a connection string may hold a password."""
    _secret(home / "node.json", msgspec.json.encode(info))


def keys(home: Path, member: str, secrets: Secrets | None = None) -> tuple[SigningKey, bytes, SealKeys]:
    """First signing key, log secret and seal keys. Raises Refusal ``home.keys`` or, for a broken key, KeyFileError."""
    found = secrets or unlocked(home / "keys")
    try:
        pem = found.read("journal.pem")
        secret = found.read("log.secret")
        seal = msgspec.json.decode(found.read("seal.json"), type=SealKeys)
    except (OSError, msgspec.MsgspecError):
        raise Refusal("home.keys", "keys") from None
    return SigningKey.from_pem(member, f"{member}-1", pem), secret, seal


def signing_keys(home: Path, member: str, secrets: Secrets | None = None) -> dict[str, SigningKey]:
    """Every signing key that lies here, by its id in the roster. Raises as `keys`."""
    found = secrets or unlocked(home / "keys")
    first, _, _ = keys(home, member, found)
    later = {name.removeprefix("journal.").removesuffix(".pem"): name for name in found.names("journal.*.pem")}
    return {first.key_id: first} | {id: SigningKey.from_pem(member, id, found.read(name)) for id, name in later.items()}


def keep_key(key: SigningKey, secrets: Secrets) -> None:
    """Put a later signing key beside the others. Raises Refusal ``file.unwritable``."""
    try:
        secrets.write(f"journal.{key.key_id}.pem", key.to_pem())
    except OSError:
        raise Refusal("file.unwritable", "keys") from None


def closable(home: Path) -> list[str]:
    """The files in `keys/` that are closed under a passphrase: all that are secret."""
    found = Secrets(home / "keys")
    names = ["journal.pem", *found.names("journal.*.pem"), "log.secret", STORE_KEY, "document.pem"]
    return [name for name in names if found.exists(name)]


def anchor(home: Path) -> SignedRoster | None:
    """The first version of the roster; None where another `roster.json` was put there by hand, which then counts.

    Raises Refusal ``home.roster``, and Refused for bytes that are no version.
    """
    file = home / ANCHOR
    try:
        found = SignedRoster.from_json(file.read_bytes()) if file.exists() else None
    except OSError:
        raise Refusal("home.roster", ANCHOR) from None
    return found if found is not None and roster_of(found) == roster(home) else None


def anchor_at(home: Path, first: SignedRoster) -> None:
    """From now on this is the version to begin with. Raises Refusal ``file.unwritable``."""
    try:
        (home / ANCHOR).write_bytes(first.to_json())
        (home / "roster.json").write_bytes(roster_of(first).to_json())
    except OSError:
        raise Refusal("file.unwritable", ANCHOR) from None


def roster(home: Path) -> Roster:
    """The members that this node knows. Raises Refusal ``home.roster``, or Refused for one that does not verify."""
    return read_roster(home / "roster.json")


def read_roster(file: Path) -> Roster:
    """A roster by itself, or the members of a signed version. Raises as `roster`."""
    try:
        data = file.read_bytes()
    except OSError:
        raise Refusal("home.roster", "roster.json") from None
    return roster_of(SignedRoster.from_json(data)) if data.startswith(b'{"document":') else Roster.from_json(data)


def _secret(path: Path, data: bytes) -> None:
    path.touch(0o600)
    path.write_bytes(data)
