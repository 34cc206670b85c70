"""The databases that stay at home, on the node's own disk: mappings, indexes built from them, and how they are asked."""
