"""Remedies: what the oversight commission orders on an alert, and the application of a person who is affected by one."""
