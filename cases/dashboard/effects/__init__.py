"""The pages about personal effects."""
