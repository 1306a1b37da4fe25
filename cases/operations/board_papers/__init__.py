"""The papers of a board: dossier before, report after, minutes of the session."""
