"""Why a list is not read: a stable code, the line, the element. Never a word that is about anybody."""

from __future__ import annotations

from mithaq.domain.errors import Refusal


class ListError(Refusal):
    """A list that cannot be read. Nothing of it may be used.

    `line` counts from 1; 0 where none had been reached. `where` names elements, never their text. Codes:

    | code | the file |
    |---|---|
    | ``list.unreadable`` | could not be read from where it is |
    | ``list.too_large`` | is larger than the limit; `line` is the one reached |
    | ``list.encoding`` | is not UTF-8, or says that it is something else |
    | ``list.nul`` | has a NUL in it |
    | ``list.doctype`` | declares a document type or entities |
    | ``list.xml`` | is no well-formed XML |
    | ``list.truncated`` | ends too early |
    | ``list.root`` | is another kind of document |
    | ``list.element`` | has an element that the format does not know, or knows elsewhere |
    | ``list.attribute`` | has an attribute that the format does not know |
    | ``list.text`` | has text where only elements belong |
    | ``list.repeated`` | says twice what can be said once |
    | ``list.missing`` | lacks what no entry can do without |
    | ``list.value`` | has a number or a date that is none |
    | ``list.duplicate`` | gives two entries the same DATAID |
    | ``list.too_many`` | has more elements in one entry, or more entries, than any list had |
    | ``list.too_long`` | has a text longer than any notice may have |
    | ``list.empty`` | names nobody; to obey it would withdraw every notice |

    The codes of `mithaq.domain.content.check` occur too, for an entry that no node could use.
    """

    def __init__(self, code: str, line: int, where: str = "") -> None:
        super().__init__(code, where)
        self.line = line

    def __str__(self) -> str:
        """Code, element and line, for a log."""
        return f"{super().__str__()} at line {self.line}"
