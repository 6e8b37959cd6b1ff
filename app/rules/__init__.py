"""What a programme must and should hold: facts in, conflicts out. Pure, and of the standard library only."""
