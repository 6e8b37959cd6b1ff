"""What is released of a meeting: its agenda, one session, one theme, room, delegation or person."""
