"""Invented names of organizations, from syllables that no register is likely to hold together."""

FIRST = "澜汐屿禾砺砚沐垣宥昀珩翊钰霁岚煦樾筠"
SECOND = "舟澄川圻峤洲埠堰岑沅泓淙渟漪滢瀚"


def coined(serial: int) -> str:
    """Two characters, different for each of 288 serial numbers from 0."""
    return FIRST[serial % len(FIRST)] + SECOND[(serial // len(FIRST) + serial) % len(SECOND)]
