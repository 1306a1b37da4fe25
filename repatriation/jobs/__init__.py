"""Long work: runs in a worker, shows its progress, can be cancelled, ends in a result."""
