"""Papers on their way: what an address chooses, making and keeping them, the archive, drafts."""
