"""
Uploaded files, behind addresses that never change and addresses that expire.

    /user-attachments/assets/<uuid>  ─302→  /private-user-images/<name>?jwt=…  ─→  the file

The stable address stands in the bodies of posts. GitHub signs the other one for five
minutes; here the emulator's clock tells when they are over.
"""

import base64
import hashlib
import hmac
import json
import mimetypes
from pathlib import Path
from typing import TypedDict
from urllib.parse import parse_qs, quote, unquote

from .clock import Clock

ASSETS, FILES, SIGNED = "/user-attachments/assets/", "/user-attachments/files/", "/signed/"
SECONDS_VALID = 300


class Claims(TypedDict):
    """What a signed address says: which file, from when, until when."""

    path: str
    nbf: int
    exp: int


class Attachments:
    """The files of a folder, and those given in the running process."""

    def __init__(self, clock: Clock, folder: Path | None = None) -> None:
        self._clock = clock
        self._folder = folder
        self._files: dict[str, bytes] = {}
        self._secret = b"conversation wall's emulator"

    def add(self, name: str, content: bytes) -> None:
        """Keep a file in memory: `<uuid>.png` for an asset, or a file's own name."""
        self._files[name] = content

    def remove(self, name: str) -> None:
        """Forget a file kept in memory; its address then answers 404."""
        del self._files[name]

    def sign(self, path: str) -> str | None:
        """Give the signed address that a stable one leads to; None for no such file."""
        if path.startswith(ASSETS):
            wanted = unquote(path.removeprefix(ASSETS))
            name = next((name for name in self._names() if wanted in (name, _stem(name))), None)
        else:
            wanted = unquote(path.rsplit("/", 1)[-1])
            name = wanted if wanted in self._names() else None
        if name is None:
            return None
        begins = int(self._clock.now().timestamp())
        claims: Claims = {"path": name, "nbf": begins, "exp": begins + SECONDS_VALID}
        return f"{SIGNED}{quote(name)}?jwt={self._token(claims)}"

    def open(self, path: str, query: str) -> tuple[bytes, str] | None:
        """Give a signed address' file and type; None when expired or not of our making."""
        token = parse_qs(query).get("jwt", [""])[0]
        name = unquote(path.removeprefix(SIGNED))
        claims = self._read_token(token)
        if claims is None or claims["path"] != name:
            return None
        if not claims["nbf"] <= self._clock.now().timestamp() < claims["exp"]:
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._read(name), kind

    def _names(self) -> list[str]:
        names = list(self._files)
        if self._folder is not None:
            names += sorted(path.name for path in self._folder.iterdir() if path.is_file())
        return names

    def _read(self, name: str) -> bytes:
        if name in self._files or self._folder is None:
            return self._files[name]
        return (self._folder / name).read_bytes()

    def _token(self, claims: Claims) -> str:
        content = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode()
        return f"{content}.{self._signature(content)}"

    def _read_token(self, token: str) -> Claims | None:
        content, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(content).encode()):
            return None
        claims: Claims = json.loads(base64.urlsafe_b64decode(content))
        return claims

    def _signature(self, content: str) -> str:
        return hmac.new(self._secret, content.encode(), hashlib.sha256).hexdigest()


def _stem(name: str) -> str:
    return name.split(".", 1)[0]
