"""What a state has to say itself: of its own alerts (links, hiding, keeping), and of arrests in its territory (flags)."""
