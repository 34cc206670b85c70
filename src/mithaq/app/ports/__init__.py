"""What the use cases need from the outside: time, chance, a store, and the other members. Protocols only."""
