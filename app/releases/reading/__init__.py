"""How releases are read: the newest, a numbered one, and when to ask again."""
