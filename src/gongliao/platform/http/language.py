"""The caller's language: Chinese unless English is asked for."""

from django.http import HttpRequest

LANGUAGES = ("zh", "en")


def language_of(request: HttpRequest) -> str:
    """Return ``zh`` or ``en``: the client's own choice first, then the browser's."""
    chosen = request.headers.get("X-Language", "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("Accept-Language", "").split(","):
        short = part.split(";")[0].strip().lower()[:2]
        if short in LANGUAGES:
            return short
    return "zh"
