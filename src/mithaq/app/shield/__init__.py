"""The commission's shield: what is lodged with it, what it remembers of refusals, whom it meets there, and its answers."""
