"""How a release is made: from the draft, or from an earlier release."""
