"""Agencies' programs: what each may ask for, its credentials, and the switch that stops it."""
