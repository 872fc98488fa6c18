"""Words that are part of a cue in at least four of ten places where no content surrounds them.

A content without any of them hardly hides a statement, so it need not be read again. On held-out articles contents with
such a word held 90 % of the inner statements that reading all of them finds, and 54 % of the words.
"""

from collections import Counter

from data import Article

OFTEN, SEEN = 0.4, 3


def cue_words(articles: list[Article]) -> list[str]:
    """In lower case, sorted."""
    everywhere: Counter[str] = Counter()
    in_cues: Counter[str] = Counter()
    for article in articles:
        contents = {unit for s in article.statements for run in s.content for unit in range(*run)}
        cues = {unit for s in article.statements for unit in range(*s.cue)}
        for unit, word in enumerate(article.units.words):
            if unit not in contents and word[0].isalpha():
                everywhere[word.lower()] += 1
                in_cues[word.lower()] += unit in cues
    return sorted(w for w, n in in_cues.items() if n >= SEEN and n >= OFTEN * everywhere[w])
