"""A state's own database, read and never written: opened read-only, looked at, read in pages; and what is built from it."""
