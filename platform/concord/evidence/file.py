"""A file as the platform knows it, whatever it is evidence of."""

from uuid import UUID

import msgspec


class File(msgspec.Struct, frozen=True, kw_only=True):
    """佐证文件: what is kept of what was handed in, and for which object."""

    id: UUID
    """Also the id of its key."""
    kind: str
    """What sort of object it is for, in the words of the API (`Ticket`)."""
    stream_id: UUID
    """That object's stream."""
    original_sha256: str
    """Of the file as it was handed in, 64 lowercase hexadecimal digits."""
    stored_sha256: str
    """Of the file as it is kept, before it is encrypted."""
    size: int
    """Bytes of the file as it is kept."""
    media_type: str

    def path(self, tenant: UUID) -> str:
        """Where a store has it: by tenant and content. Two tenants never share a file, nor do two uploads of
        one: each has its key, and what erases the one leaves the other."""
        return f"{tenant}/{self.stored_sha256[:2]}/{self.stored_sha256}/{self.id}"

    def bound_to(self, tenant: UUID) -> bytes:
        """What its ciphertext is bound to, beside its key."""
        return tenant.bytes + self.id.bytes + bytes.fromhex(self.stored_sha256)
