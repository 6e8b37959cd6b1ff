"""Papers of the agenda: what is taken up, and when."""
