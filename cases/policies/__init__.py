"""A policy answers with a sentence why somebody may not, or None; one module a noun."""
