"""Questions to databases that stay at home: declaring one, asking, answering, core data, and what the commission sees."""
