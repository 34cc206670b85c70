"""A node's home: the directory with its keys, roster and database; made once, locked while open."""
