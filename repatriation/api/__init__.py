"""What every endpoint shares: who calls, in which words it is refused, which version it read."""
