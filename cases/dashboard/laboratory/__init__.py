"""Pages about samples: for the house, that knows whose they are, and for their laboratory."""
