"""The pages about agencies' programs: opening them, their credentials, and the switch."""
