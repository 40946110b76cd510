"""Which of the two languages a client reads (RFC 9110, 12.5.4)."""

ZH = "zh"
EN = "en"


def negotiate(accept_language: str | None, otherwise: str = ZH) -> str:
    """`zh` or `en` by the header `Accept-Language`; `otherwise` where it says nothing of either."""
    weights = {ZH: 0.0, EN: 0.0}
    for part in (accept_language or "")[:500].split(","):
        tag, _, parameter = part.strip().partition(";")
        language = tag.strip().lower().partition("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _quality(parameter))
    if weights[EN] == weights[ZH] == 0:
        return otherwise
    return EN if weights[EN] > weights[ZH] else ZH


def _quality(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not parameter.strip():
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
