"""The typesetter of PDF: its process, its sheet of style, its fonts."""
