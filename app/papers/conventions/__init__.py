"""How papers of the United Nations write days, hours, numbers and mastheads in each language."""
