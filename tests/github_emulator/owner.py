"""What an owner sets up on GitHub's pages, before anybody has written anything."""

from typing import Any

from .loading import GENERAL_CATEGORY, add_label
from .state import State, a_person


class Owner:
    """Furnish the repositories and accounts of a state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def register(self, login: str, number: int) -> None:
        """Give a login to an account of this number, new or in the place of a former one."""
        with self._state.lock:
            self._state.accounts[login.lower()] = a_person(login) | {"databaseId": number}

    def add_category(self, repository: str, name: str, slug: str) -> None:
        """Make a category of Discussions that nobody has used yet."""
        with self._state.lock:
            found = self._state.repository_of(repository)
            own = {"id": f"DIC_{slug}", "name": name, "slug": slug, "_repository": found}
            found.categories[f"DIC_{slug}"] = GENERAL_CATEGORY | own

    def add_label(self, repository: str, name: str) -> None:
        """Make a label that nothing has yet."""
        with self._state.lock:
            add_label(self._state.repository_of(repository), {"name": name})

    def publish_pages(self, repository: str, **fields: Any) -> None:
        """Switch GitHub Pages on: from a workflow, unless `build_type` says else."""
        with self._state.lock:
            self._state.repository_of(repository).pages = fields
