"""Papers of people: who takes part, who speaks, and the plates before them."""
