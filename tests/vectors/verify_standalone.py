"""A verifier that follows docs/wire-format.md: standard library and `cryptography`, nothing of the project.

python verify_standalone.py BUNDLE.json [ROSTER.json]: the bundle, against a roster you trust or its own."""

import json
import sys
from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Json = dict[str, Any]
Keys = dict[str, list[Json]]  # of each member


def need(condition: object, what: str) -> None:
    if not condition:
        sys.exit(f"NOT VALID: {what}")


def canonical(value: Any) -> bytes:  # section 1; keys are ASCII, so code point order is UTF-16 order
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(data: bytes, what: str) -> Any:
    need(canonical(json.loads(data)) == data, f"{what}: canonical form")
    return json.loads(data)


def unb64(text: str, what: str) -> bytes:
    need(urlsafe_b64encode(data := urlsafe_b64decode(text + "==")).rstrip(b"=").decode() == text, f"{what}: base64url")
    return data


def check_signature(key: Json, raw: bytes, message: bytes, what: str) -> None:
    need(key["alg"] == "Ed25519", f"{what}: algorithm")
    try:
        Ed25519PublicKey.from_public_bytes(unb64(key["public"], what)).verify(raw, message)
    except InvalidSignature:
        need(False, f"{what}: signature")


def check_valid_at(key: Json, seq: int, what: str) -> None:
    last = min(key["until_seq"] or seq, (key["revoked_from"] or seq + 1) - 1)
    need(key["from_seq"] <= seq <= last, f"{what}: key valid there")


def check_roster(roster: Json) -> Keys:  # section 5
    for entry in roster["members"]:
        what, proof = f"roster entry {entry['code']}", entry["proof"]
        current = max((key for key in entry["keys"] if not key["revoked_from"]), key=lambda key: int(key["from_seq"]))
        need((proof["key"], proof["alg"]) == (current["key_id"], current["alg"]), what)
        bare = canonical({name: entry[name] for name in ("code", "keys", "kind")})
        check_signature(current, unb64(proof["sig"], what), b"mithaq/roster-entry/v1\0" + bare, what)
    return {entry["code"]: entry["keys"] for entry in roster["members"]}


def check_envelope(envelope: Json, keys: Keys) -> tuple[Json, bytes]:  # sections 2 and 3: header and leaf hash
    signed = unb64(envelope["signed"], "signed")
    header = read(signed, "header")
    place = f"{header['member']}/{header['seq']}"
    mine = keys[header["member"]]
    pairs = [(key, one) for one in envelope["signatures"] for key in mine if key["key_id"] == one["key"]]
    need(pairs, f"{place}: no signature by a key of its member")
    for key, signature in pairs:
        check_valid_at(key, header["seq"], place)
        need(signature["alg"] == key["alg"], f"{place}: algorithm")
        check_signature(key, unb64(signature["sig"], place), b"mithaq/event/v1\0" + signed, place)
    return header, sha256(b"\0" + signed).digest()


def content_hash(header: Json) -> str:  # section 3
    content = {name: header[name] for name in ("body", "items", "payload", "subject", "type")}
    content["payload"] = content["payload"] and content["payload"]["hash"]
    return sha256(b"mithaq/content/v1\0" + canonical(content)).hexdigest()


def commitment(salt: bytes, body: bytes) -> str:  # section 4
    return sha256(b"mithaq/payload/v1\0" + salt + body).hexdigest() if len(salt) == 16 else "no salt"


def walk(fn: int, sn: int, first: bytes, path: list[bytes]) -> tuple[bytes, bytes]:  # section 6: old and new root
    old = new = first
    for sibling in path:
        need(sn, "proof: too long")
        if fn & 1 or fn == sn:
            old, new = (sha256(b"\1" + sibling + below).digest() for below in (old, new))
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = sha256(b"\1" + new + sibling).digest()
        fn, sn = fn >> 1, sn >> 1
    need(sn == 0, "proof: too short")
    return old, new


def check_note(note: str, member: str, keys: Keys) -> tuple[int, bytes]:  # section 7: size and root
    (origin, size, root), (text, _, lines) = note.split("\n")[:3], note.partition("\n\n")
    need(origin == f"mithaq/{member}", "checkpoint: origin")
    signed = False
    for name, blob in (line.removeprefix("\u2014 ").split(" ") for line in lines.splitlines()):
        raw = b64decode(blob, validate=True)
        for key in keys[member] if name == origin else []:
            if raw[:4] == sha256(origin.encode() + b"\n\1" + unb64(key["public"], "public")).digest()[:4]:
                check_valid_at(key, max(int(size), 1), "checkpoint")
                check_signature(key, raw[4:], (text + "\n").encode(), "checkpoint")
                signed = True
    need(signed, "checkpoint: no signature by the member")
    return int(size), b64decode(root, validate=True)


def check_journal(journal: Json, keys: Keys, hashes: dict[tuple[str, int], str]) -> list[Json]:  # section 8
    size, root = check_note(journal["checkpoint"], journal["member"], keys) if journal["checkpoint"] else (0, b"")
    headers, last = [{"member": journal["member"], "seq": 0, "lamport": 0}], "0" * 64
    for event in journal["events"]:
        before, (header, leaf) = headers[-1], check_envelope(event["envelope"], keys)
        place = f"{header['member']}/{header['seq']}"
        need(header["member"] == before["member"], f"{place}: member")
        need(header["seq"] > before["seq"] and header["lamport"] > before["lamport"], f"{place}: order")
        need(header["seq"] > before["seq"] + 1 or header["prev"] == last, f"{place}: prev")
        need(event.keys() == {"envelope", "payloads", "proof"}, f"{place}: fields")
        if header["seq"] <= size:
            path = [unb64(one, place) for one in event["proof"]]
            need(walk(header["seq"] - 1, size - 1, leaf, path)[1] == root, f"{place}: inclusion")
        promised = {item["id"]: item for item in header["items"]} | {"": header["payload"]}
        for one in event["payloads"]:
            body, item = unb64(one["body"], place), promised.get(one["item"]) or {"hash": "", "size": 0}
            found = commitment(unb64(one["salt"], place), body)
            need((item["hash"], item["size"]) == (found, len(body)), f"{place}: payload")
        last = hashes[header["member"], header["seq"]] = leaf.hex()
        headers.append(header)
    return headers[1:]


def check_bundle(data: bytes, trusted: bytes | None = None) -> None:
    bundle, hashes = read(data, "bundle"), dict[tuple[str, int], str]()
    need(bundle["v"] == 1 and bundle["roster"].keys() == {"expires", "members", "version"}, "bundle: fields")
    keys = check_roster(read(trusted, "roster") if trusted else bundle["roster"])
    headers = [header for journal in bundle["journals"] for header in check_journal(journal, keys, hashes)]
    for one in (cite for header in headers for cite in header["cites"]):
        need(hashes.get((one["member"], one["seq"]), one["hash"]) == one["hash"], "cited event")
    print(f"valid: {len(headers)} events")


if __name__ == "__main__":
    check_bundle(*(Path(name).read_bytes() for name in sys.argv[1:3]))
