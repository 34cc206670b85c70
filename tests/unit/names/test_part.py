"""Compounds as parts."""

from __future__ import annotations

from mithaq.names.part import Kind, compound, servant_of


def test_servant() -> None:
    assert servant_of("قادر") == (Kind.SERVANT, "قادر", "عبدقادر")
    assert servant_of("رحمان") == servant_of("رحمن")
    assert servant_of("casiis") == (Kind.SERVANT, "aziz", "abdaziz")


def test_compounds() -> None:
    assert compound(Kind.OF_THE_FAITH, "نور") == (Kind.OF_THE_FAITH, "نور", "نوردين")
    assert compound(Kind.OF_THE_FAITH, "tak") == (Kind.OF_THE_FAITH, "taki", "takidin")
    assert compound(Kind.OF_GOD, "هبه") == (Kind.OF_GOD, "هبت", "هبتله")
