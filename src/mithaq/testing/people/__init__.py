"""Crowds of invented people for benchmarks: millions, by seed, with the ways their names are written and misheard.

It shares the frequency table's counts with the matcher, never a rule of spelling: letters, vowels and slips have tables
of their own here, so that the matcher is not measured on what it was told. `mithaq.testing.synthetic` makes whole
identities for demonstrations; this room makes many bare ones fast.
"""

from mithaq.testing.people.asking import Asked, questions
from mithaq.testing.people.crowd import Crowd

__all__ = ["Asked", "Crowd", "questions"]
