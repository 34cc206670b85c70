"""The first two administrators of a member. Everybody else is taken on by these two, with four eyes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from mithaq.app.officers import NewOfficer
from mithaq.cli.output import readable
from mithaq.domain.errors import Refusal
from mithaq.ops import settings
from mithaq.ops.passwords import hashed
from mithaq.ops.texts import translator

FIRST = 2
MIN_PASSWORD = 15  # characters, for a password that is the only factor (NIST SP 800-63B-4, 3.1.1.2)


def administrators(member: str, logins: Sequence[str], files: Sequence[Path]) -> list[NewOfficer]:
    """The officers to take on, none or two. Passwords from a file each, from MITHAQ_PASSWORD, or asked for.

    Raises Refusal ``init.administrators``, ``officer.login_member``, ``officer.login``, ``password.short``.
    """
    if logins and (len(logins) != FIRST or len(set(logins)) != FIRST or len(files) not in (0, FIRST)):
        raise Refusal("init.administrators", "administrator")
    for login in logins:
        if not login.endswith(f"@{member}"):
            raise Refusal("officer.login_member", "administrator")
    passwords = [read_password(file) for file in files] or [_asked(login) for login in logins]
    return [_new(member, login, password) for login, password in zip(logins, passwords, strict=True)]


def read_password(file: Path) -> str:
    """The first line of a file. Raises Refusal ``file.unreadable``."""
    try:
        return file.read_text("utf-8").partition("\n")[0]
    except (OSError, UnicodeDecodeError):
        raise Refusal("file.unreadable", "password-file") from None


def _asked(login: str) -> str:
    known = settings.password()
    if known is not None:
        return known
    return ask_password(login, twice=True)


def ask_password(login: str, *, twice: bool = False) -> str:
    """The password as it is typed, unseen, in the language of the command that asks."""
    texts = translator(click.get_current_context().obj)
    question = readable(texts.gettext("Password of %(login)s", login=login))
    again = texts.gettext("Once more") if twice else False
    return str(click.prompt(question, hide_input=True, confirmation_prompt=again, err=True))


def _new(member: str, login: str, password: str) -> NewOfficer:
    if len(password) < MIN_PASSWORD:
        raise Refusal("password.short", "administrator")
    place = f"{member}-ADMINISTRATION"
    raw = {
        "change": "create", "login": login, "name_ar": login, "name_latin": login, "role": "administrator",
        "post": place, "authority": place, "nationality": "", "secret": hashed(password),
    }  # fmt: skip
    try:
        return msgspec.convert(raw, NewOfficer)
    except msgspec.ValidationError:
        raise Refusal("officer.login", "administrator") from None
