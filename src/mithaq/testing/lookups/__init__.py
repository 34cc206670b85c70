"""A month of look-ups of a large state, invented: who works where and when, whom they check, and who misuses it.

Everything comes from one seed. No real person or post is in it.
"""
