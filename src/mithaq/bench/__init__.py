"""Measurements: how well and how fast Mithaq finds people, beside what one would use instead. Needs no node of its own."""
