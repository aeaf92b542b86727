"""Step definitions: one sentence, one call."""
