"""What a release is: documents, sequences, changes between two, the rows."""
