"""
Conversation Wall: GitHub's Discussions and Issues as a static, public wall.

    cli · pelican_adapter      commands; the door to Pelican
    checking · preview         what an owner should look at · sees at every save
    project · site             the owner's files · views, markup, pages
    wall                       judgements: team, answer, status
    assets                     images in posts, fetched into the store's folder
    store · github             facts: kept · fetched
    records · config · errors  what they are made of

Imports point down this list only. See `docs/decisions/` for why it is so.
"""

__version__ = "0.1.0"


def register() -> None:
    """Tell Pelican what to call; Pelican looks for this function."""
    # Imported here, so that a sync does not wait for Pelican to load.
    from .pelican_adapter import connect  # noqa: PLC0415

    connect()
