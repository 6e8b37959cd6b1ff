"""How pages and files leave: templates rendered, kept, tagged and packed."""
