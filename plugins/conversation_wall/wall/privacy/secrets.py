"""
Keys, tokens and passwords in a text, by the patterns of `detect-secrets`.

Its patterns for the keys of one service each are used as they are, asked only where the
text holds what such a key begins with. Left out are its guesses, which took words, hashes
and identifiers of real conversations for secrets: high entropy, the word "password" before
something, Artifactory, Cloudant, IBM and SoftLayer.
"""

import re
from collections.abc import Iterator

from detect_secrets.plugins.aws import AWSKeyDetector
from detect_secrets.plugins.azure_storage_key import AzureStorageKeyDetector
from detect_secrets.plugins.basic_auth import BasicAuthDetector
from detect_secrets.plugins.discord import DiscordBotTokenDetector
from detect_secrets.plugins.github_token import GitHubTokenDetector
from detect_secrets.plugins.gitlab_token import GitLabTokenDetector
from detect_secrets.plugins.mailchimp import MailchimpDetector
from detect_secrets.plugins.openai import OpenAIDetector
from detect_secrets.plugins.pypi_token import PypiTokenDetector
from detect_secrets.plugins.sendgrid import SendGridDetector
from detect_secrets.plugins.slack import SlackDetector
from detect_secrets.plugins.square_oauth import SquareOAuthDetector
from detect_secrets.plugins.stripe import StripeDetector
from detect_secrets.plugins.telegram_token import TelegramBotTokenDetector
from detect_secrets.plugins.twilio import TwilioKeyDetector

from .spans import Span

_Rule = tuple[tuple[str, ...], tuple[re.Pattern[str], ...]]

# No secret is shorter, or without so long a run: most texts end here.
_LONG = re.compile(r"[A-Za-z0-9_-]{20}")
_SHORTEST = 20

# With what each begins.
_KNOWN: tuple[_Rule, ...] = tuple(
    (tuple(needles.split()), tuple(detector.denylist))
    for needles, detector in (
        ("AKIA ASIA ABIA A3T", AWSKeyDetector),
        ("AccountKey=", AzureStorageKeyDetector),
        ("ghp_ gho_ ghu_ ghs_ ghr_", GitHubTokenDetector),
        (
            "glpat- gldt- glft- glsoat- glrt- glcbt- glimt- glptt- glagent- gloas-",
            GitLabTokenDetector,
        ),
        ("GR1348941", GitLabTokenDetector),
        ("-us", MailchimpDetector),
        ("T3BlbkFJ", OpenAIDetector),
        ("pypi-Ag", PypiTokenDetector),
        ("SG.", SendGridDetector),
        ("xox hooks.slack.com", SlackDetector),
        ("sq0csp-", SquareOAuthDetector),
        ("k_live_", StripeDetector),
        (":AA", TelegramBotTokenDetector),
        ("AC SK", TwilioKeyDetector),
    )
)
# Kinds that `detect-secrets` 1.5 does not know, by the beginnings that their issuers publish;
# and two for which its patterns take seconds where a stranger wants them to.
_NEWER: tuple[_Rule, ...] = tuple(
    (tuple(needles.split()), (re.compile(pattern),))
    for needles, pattern in (
        ("github_pat_", r"github_pat_[A-Za-z0-9_]{36,}"),
        ("eyJ", r"(?<![\w-])eyJ[A-Za-z0-9_=-]{8,}\.[A-Za-z0-9_=-]+"),
        ("_authToken", r":_authToken=\s{0,3}([^\s\"']{20,200})"),
        ("AIza", r"\bAIza[A-Za-z0-9_-]{35}"),
        ("sk-", r"\bsk-(?:(?:ant|proj|or)-[A-Za-z0-9_-]{20,}|[A-Za-z0-9]{48})"),
        ("k_test_ whsec_", r"\b(?:[rs]k_test|whsec)_[A-Za-z0-9]{20,}"),
        ("npm_", r"\bnpm_[A-Za-z0-9]{36}"),
        ("hf_", r"\bhf_[A-Za-z0-9]{30,}"),
        ("_v1_", r"\bdo[opr]_v1_[a-f0-9]{64}"),
        ("shpat_ shpss_ shpca_", r"\bshp(?:at|ss|ca)_[a-fA-F0-9]{32}"),
        ("xapp-", r"\bxapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+"),
        ("ya29.", r"\bya29\.[A-Za-z0-9_-]{20,}"),
        ("dckr_pat_", r"\bdckr_pat_[A-Za-z0-9_-]{20,}"),
        ("AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[A-Z0-9]{50,}"),
    )
)
_BY_BEGINNING = (*_KNOWN, *_NEWER)
# A whole key, of which `detect-secrets` finds the first line.
_PRIVATE_KEY = re.compile(
    r"-----BEGIN (?P<kind>[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?)-----.*?"
    r"(?:-----END (?P=kind)-----|(?=```|~~~|\Z))",
    re.DOTALL,
)
_PUTTY_KEY = re.compile(
    r"PuTTY-User-Key-File-\d.*?(?:Private-MAC: ?[0-9a-f]+|(?=```|~~~|\Z))", re.DOTALL
)
# These need a word that stands apart from the secret.
_BY_WORD: tuple[_Rule, ...] = (
    (("aws", "AWS"), tuple(AWSKeyDetector.denylist)[1:]),
    (("iscord", "DISCORD"), tuple(DiscordBotTokenDetector.denylist)),
    (("PRIVATE KEY",), (_PRIVATE_KEY,)),
    (("PuTTY-User-Key-File-",), (_PUTTY_KEY,)),
)
_PASSWORD = tuple(BasicAuthDetector.denylist)
# Some patterns end before the token does.
_TAIL = re.compile(r"[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]{8,})*")


def find_secrets(text: str) -> Iterator[Span]:
    """Give where keys and tokens stand, and the passwords in addresses."""
    if "://" in text and "@" in text:
        for pattern in _PASSWORD:
            yield from (found.span(1) for found in pattern.finditer(text))
    if not _LONG.search(text) and "PRIVATE KEY" not in text:
        return
    words = "\n".join(word for word in text.split() if len(word) >= _SHORTEST)
    for rules, sample in ((_BY_BEGINNING, words), (_BY_WORD, text)):
        for needles, patterns in rules:
            if any(needle in sample for needle in needles):
                for pattern in patterns:
                    yield from (_whole(found, text) for found in pattern.finditer(text))


def _whole(found: re.Match[str], text: str) -> Span:
    """Give the secret alone where a pattern tells it from its name, and all of it."""
    is_named = found.re.groups == 1 and found.group(1) and len(found.group(1)) >= _SHORTEST
    start, end = found.span(1) if is_named else found.span()
    tail = _TAIL.match(text, end)
    return start, tail.end() if tail else end
