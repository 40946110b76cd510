"""What keeps an embedded server from starting, as one sentence for the person who started it."""


class EmbeddedError(Exception):
    """Says what is wrong and what to do; nothing was left running."""
