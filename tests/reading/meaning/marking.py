"""Statements written as marked text: `[source]`, `<cue>` and `{content}` in one string."""

from dataclasses import replace

from counterclaim.reading.reading import Part, Quotation, Statement
from counterclaim.text.span import Span, cut_all

_ROLES = {"[": "source", "<": "cue", "{": "content"}
_CLOSING = "]>}"


def marked(text: str, *, speakers: str = "") -> tuple[str, list[Statement]]:
    """The text without marks and its statements; a statement ends at `|`, and letters of `speakers` name its speaker.

    `marked("[She] <said> {it works}. | [He] <agreed> {it did}.", speakers="ab")` has two statements.
    """
    plain = ""
    roles: dict[str, list[Span]] = {}
    statements: list[Statement] = []
    opened: list[tuple[str, int]] = []
    for sign in text + "|":
        if sign in _ROLES:
            opened.append((_ROLES[sign], len(plain)))
        elif sign in _CLOSING:
            role, start = opened.pop()
            roles.setdefault(role, []).append(Span(start, len(plain)))
        elif sign == "|":
            if "content" in roles:
                statements.append(_statement(len(statements), roles))
            roles = {}
        else:
            plain += sign
    cut = [_with_words(statement, plain) for statement in statements]
    named = [replace(statement, speaker=name) for statement, name in zip(cut, speakers, strict=False)]
    return plain, named + cut[len(named) :]


def _statement(number: int, roles: dict[str, list[Span]]) -> Statement:
    parts = {role: Part(spans=tuple(sorted(spans)), text="") for role, spans in roles.items()}
    return Statement(
        id=f"s{number + 1}",
        source=parts.get("source"),
        cue=parts.get("cue"),
        content=parts["content"],
        quotation=Quotation.INDIRECT,
        score=1.0,
    )


def _with_words(statement: Statement, text: str) -> Statement:
    def cut(part: Part | None) -> Part | None:
        return part and replace(part, text=cut_all(part.spans, text))

    content = replace(statement.content, text=cut_all(statement.content.spans, text))
    return replace(statement, source=cut(statement.source), cue=cut(statement.cue), content=content)
