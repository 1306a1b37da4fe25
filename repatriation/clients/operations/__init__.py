"""What is done to clients; each a function named for what a person does."""
