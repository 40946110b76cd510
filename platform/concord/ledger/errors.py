"""What ends the sealer."""


class FolderError(Exception):
    """The folder of keys or of the journal cannot be used. One sentence that says what to do."""
