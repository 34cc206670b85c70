"""For tests, simulations and demonstrations: a world of nodes by seed, its clock, network and disk, and invented people."""

from mithaq.testing.world import World

__all__ = ["World"]
