"""What stops us before anything runs, said as a sentence to the person at the terminal."""


class CannotRun(Exception):
    """The command cannot go on; the message says why and what helps."""
