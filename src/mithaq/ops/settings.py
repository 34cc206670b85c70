"""What the program takes from its environment, read in this one place."""

from __future__ import annotations

import os
from pathlib import Path

from mithaq.ops.texts import LANGUAGES, Language


def password() -> str | None:
    """The officer's password, where it is not asked for: ``MITHAQ_PASSWORD``."""
    return os.environ.get("MITHAQ_PASSWORD")


def passphrase() -> str | None:
    """What opens the node's keys, where it is not in a file or asked for: ``MITHAQ_PASSPHRASE``."""
    return os.environ.get("MITHAQ_PASSPHRASE")


def passphrase_files() -> list[str]:
    """Where it may lie: the file named by ``MITHAQ_PASSPHRASE_FILE``, or the systemd credential ``mithaq-passphrase``."""
    named, credentials = os.environ.get("MITHAQ_PASSPHRASE_FILE"), os.environ.get("CREDENTIALS_DIRECTORY")
    if named:
        return [named]
    credential = Path(credentials) / "mithaq-passphrase" if credentials else None
    return [str(credential)] if credential is not None and credential.exists() else []


def index_folder() -> str:
    """Where the index lies, such as in memory: ``MITHAQ_INDEX_DIR``. Empty: beside the database."""
    return os.environ.get("MITHAQ_INDEX_DIR", "")


def nats() -> tuple[str, ...]:
    """Addresses of NATS servers, with commas between them: ``MITHAQ_NATS``. Empty: the node works by itself."""
    return tuple(address.strip() for address in os.environ.get("MITHAQ_NATS", "").split(",") if address.strip())


def nats_tls() -> Path | None:
    """The folder with the node's certificate for NATS: ``MITHAQ_NATS_TLS``."""
    folder = os.environ.get("MITHAQ_NATS_TLS", "")
    return Path(folder) if folder else None


def debug() -> bool:
    """Whether an unexpected fault shows its traceback: ``MITHAQ_DEBUG=1``."""
    return os.environ.get("MITHAQ_DEBUG") == "1"


def language() -> Language:
    """The terminal's language by its locale; English where it names none of ours, for terminals without Arabic."""
    for name in ("MITHAQ_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            code = value.lower()[:2]
            return next((known for known in LANGUAGES if known == code), "en")
    return "en"
