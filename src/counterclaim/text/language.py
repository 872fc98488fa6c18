"""Which language a text is in, told from a sample and only where it is plain."""

from functools import cache
from typing import Protocol

# Of 3,494 single sentences of English news of 20 letters and more none was called another language with a probability
# of 0.9; below 40 letters names and foreign words weigh too much to say anything.
_SURE = 0.9
_N_LETTERS = 40
_N_FROM_START = 2000
_N_FROM_MIDDLE = 1000
_NO_LANGUAGE = frozenset({"und", "zxx"})


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def language_of(text: str) -> str | None:
    """The ISO 639 code of the text's language; None for short texts and where it is not sure."""
    middle = max(_N_FROM_START, len(text) // 2)
    sample = text[:_N_FROM_START] + text[middle : middle + _N_FROM_MIDDLE]
    if sum(sign.isalpha() for sign in sample) < _N_LETTERS:
        return None
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE and language not in _NO_LANGUAGE else None


@cache
def _identifier() -> _Identifier:
    # Imported here: the model takes half a second to load, which nobody should wait for who does not need it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
