"""What any such system needs, and the one place where all is joined."""
