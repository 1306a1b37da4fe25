"""The demonstration: an invented register with a true past, built by calling the operations."""
