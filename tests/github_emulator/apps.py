"""GitHub Apps: who has installed one, and the tokens that it gets, each for an hour."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import jwt

from .rest import Reply, reply_error


@dataclass(slots=True)
class Apps:
    """
    The Apps of an emulated GitHub, by number, and the tokens that are in force.

    A token is dated by this machine's clock, as PyGithub looks at no other.
    """

    keys: dict[str, str] = field(default_factory=dict)
    installations: dict[int, str] = field(default_factory=dict)
    suspended: set[int] = field(default_factory=set)
    lifetime: timedelta = timedelta(hours=1)
    _tokens: dict[str, datetime] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def install(self, app_id: str, installation_id: int, public_key: str) -> None:
        """Let an App be installed, with a key in PEM by which it is known."""
        self.keys[app_id] = public_key
        self.installations[installation_id] = app_id

    def is_in_force(self, token: str) -> bool:
        """Tell whether a token was given to an App, and has not ended."""
        return token in self._tokens and self._tokens[token] > datetime.now(UTC)

    def reply(self, installation: str, header: str) -> Reply:
        """Give a token for an installation to the App that proves itself."""
        app_id = self._prove(header.partition(" ")[2])
        if app_id is None:
            return reply_error(401, "A JSON web token could not be decoded")
        number = int(installation) if installation.isdecimal() else 0
        if self.installations.get(number) != app_id:
            return reply_error(404, "Not Found")
        if number in self.suspended:
            return reply_error(403, "This installation has been suspended")
        token = f"ghs_{next(self._numbers):036d}"
        ends_at = datetime.now(UTC).replace(microsecond=0) + self.lifetime
        self._tokens = {token: ends_at}
        payload = {
            "token": token,
            "expires_at": f"{ends_at:%Y-%m-%dT%H:%M:%SZ}",
            "permissions": {"issues": "read", "discussions": "read", "metadata": "read"},
            "repository_selection": "all",
        }
        return Reply.of_json(201, payload)

    def _prove(self, token: str) -> str | None:
        for app_id, key in self.keys.items():
            try:
                claims = jwt.decode(token, key, algorithms=["RS256"], options={"verify_iat": False})
            except jwt.PyJWTError:
                continue
            if claims.get("iss") == app_id:
                return app_id
        return None
