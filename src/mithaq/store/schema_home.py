"""The tables of questions to databases that stay at home: how this state will answer, and what the commission compares."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)


def home_tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """`home_answers`, `home_asked` and `home_asked_keys`, columns in the order of `app.ports.questions`."""
    answers = Table(
        "home_answers",
        metadata,
        _text("id", primary_key=True),
        *_texts("arrived_at", "due_at"),
        _bytes("found"),
        *_texts("refused", "decision", "decided_by", "decided_at", "reason"),
        _bytes("ready"),
        _text("answered_at"),
        Index(None, "answered_at"),
        CheckConstraint("decision IN ('', 'yes', 'no')", name="decision"),
        CheckConstraint("(decision = '') = (decided_by = '')", name="decided"),
        sqlite_strict=True,
    )
    asked = Table(
        "home_asked",
        metadata,
        _text("id", primary_key=True),
        *_texts("member", "officer", "at"),
        Column("parts", Integer, nullable=False),
        _text("met"),
        Index(None, "at"),
        sqlite_strict=True,
    )
    keys = Table(
        "home_asked_keys",
        metadata,
        _bytes("key"),
        _text("id", ForeignKey("home_asked.id")),
        PrimaryKeyConstraint("key", "id"),
        Index(None, "id"),
        CheckConstraint("length(key) = 16", name="key"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    return answers, asked, keys


def _text(name: str, *parts: Any, **options: Any) -> Column[Any]:
    return Column(name, Text, *parts, nullable=False, **options)


def _texts(*names: str) -> list[Column[Any]]:
    return [_text(name) for name in names]


def _bytes(name: str) -> Column[Any]:
    return Column(name, LargeBinary, nullable=False)
