"""The word lists and tables that come with the package, in `counterclaim/data`."""

from importlib.resources import files


def table(name: str) -> str:
    """The text of a file of `counterclaim/data`."""
    return (files("counterclaim") / "data" / name).read_text(encoding="utf-8")
