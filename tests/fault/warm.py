"""Imported once by the fork server, so that every child starts with law, tables and synthetic people in memory."""

from mithaq.law.load import load_law
from mithaq.testing.world import World
from tests.fault import killing
from tests.fault.deeds import persons, vehicles

load_law(demo=True)
World(nodes=("TN",)).close()  # reads the frequency table
READY = (persons(), vehicles(), killing)
