"""The setting WALL_IMAGES says from which hosts the wall takes images."""

import pytest

from conversation_wall.config.hosts import is_image_taken, may_lead_to

GITHUB = "https://github.com"
ATTACHMENT = f"{GITHUB}/user-attachments/assets/0b6f1a52"
STORAGE = "github-production-user-asset-6210df.s3.amazonaws.com"


@pytest.mark.parametrize(
    ("address", "is_githubs"),
    [
        (ATTACHMENT, True),
        ("https://user-images.githubusercontent.com/1/a.png", True),
        ("https://camo.githubusercontent.com/0a1b", True),
        ("https://GitHub.com/o/r/raw/main/a.png", True),
        ("https://images.example/a.png", False),
        ("https://github.com.images.example/a.png", False),
        ("https://evilgithub.com/a.png", False),
        ("https://github.com@images.example/a.png", False),
        (f"https://{STORAGE}/a.png", False),
    ],
)
def test_each_setting_takes_its_own(address: str, is_githubs: bool) -> None:
    """`github` takes GitHub's own hosts and no host that is only called so."""
    assert is_githubs == is_image_taken(address, "github", GITHUB)
    assert is_image_taken(address, "all", GITHUB)
    assert not is_image_taken(address, "none", GITHUB)


@pytest.mark.parametrize("address", ["", "a.png", "mailto:a@b.example", "https://[", "data:,x"])
def test_what_is_no_web_address_is_never_taken(address: str) -> None:
    """Not even where all are."""
    assert not is_image_taken(address, "all", GITHUB)


def test_own_server_is_github_too() -> None:
    """A wall on its own GitHub server shows that server's images, of whichever part of it."""
    server = "https://git.bakery.example"

    for host in ("git.bakery.example", "media.git.bakery.example", "github.com"):
        assert is_image_taken(f"https://{host}/a.png", "github", server)
    assert not is_image_taken("https://bakery.example/a.png", "github", server)


def test_githubs_storage_is_only_led_to() -> None:
    """GitHub keeps uploads at another company's; nobody's post leads there directly."""
    assert may_lead_to(STORAGE, "github", GITHUB)
    assert not may_lead_to("somebody.s3.amazonaws.com", "github", GITHUB)
    assert not may_lead_to(STORAGE, "none", GITHUB)
