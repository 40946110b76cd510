"""Why a bundle cannot be made."""


class ExportError(Exception):
    """One sentence that says what to do."""
