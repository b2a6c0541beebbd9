"""What becomes of an account, and of what it wrote."""

from .state import State, a_person
from .works import forget_in_works


def rename_person(state: State, login: str, new_login: str) -> None:
    """Rename an account; every post of it shows the new name at once."""
    for person in state.people.values():
        if person["login"] == login:
            person.update(a_person(new_login, person["__typename"]))
    state.people = {tuple(person.items()): person for person in state.people.values()}


def forget_person(state: State, login: str) -> None:
    """Make a ghost of an account: what it wrote, edited, chose and did names nobody."""
    for post in state.posts():
        for role in ("author", "editor", "answerChosenBy"):
            if post.get(role) and post[role]["login"] == login:
                post[role] = None
    forget_in_works(state, login)


def comments_by(state: State, login: str) -> list[str]:
    """Give the ids of an account's comments and replies."""
    return [
        post["id"]
        for post in state.posts()
        if "_thread" in post and post["author"] and post["author"]["login"] == login
    ]
