"""统一社会信用代码, the unified social credit code: 18 characters, the last one a check (GB 32100-2015)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters: I, O, S, V and Z are left out, for they look like digits."""
LENGTH = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


def check_character(body: str) -> str:
    """The 18th character that belongs to 17 characters of the alphabet (GB 32100-2015, 附录 A)."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_well_formed(code: str) -> bool:
    """18 characters of the alphabet, the third to the eighth digits (行政区划码)."""
    return (
        len(code) == LENGTH
        and all(character in ALPHABET for character in code)
        and all(character in "0123456789" for character in code[2:8])
    )
