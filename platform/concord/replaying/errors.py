"""Why a bundle cannot be replayed."""


class ReplayError(Exception):
    """One sentence that says what to do."""
