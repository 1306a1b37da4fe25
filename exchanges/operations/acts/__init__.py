"""The handover act: what is gathered for it, how it is drawn, and its issuing."""
