"""Databases that stay at home: what may be connected, asked and answered (docs/databases-at-home.md)."""
