"""The first and the last beat of every operation: lock, and record what happened."""
