"""The forms of a paper, one a file: each draws the same content."""
