"""Papers of the programme: each session, by day, by week, by the minute, and what changed."""
