"""The pages of agreements and commitments: what was promised, what was kept of it."""
