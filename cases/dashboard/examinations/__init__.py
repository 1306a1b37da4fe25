"""Pages of an examination: the checklist, what is recorded under it, and its review."""
