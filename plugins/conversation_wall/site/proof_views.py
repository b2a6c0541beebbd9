"""What shows that something was done, and what who said it makes of it, in words."""

from collections.abc import Iterator
from datetime import UTC, datetime

from ..wall.model import Post, Role, Speaker, Thread, ThreadKey, Told
from ..wall.proofs import Grade, Merged, Proof
from ..wall.verdicts import Helped
from .language import Language, gettext
from .markup.addresses import read_address
from .pairs import Scene, gist_of
from .speakers import speaker_view
from .text import clean_name
from .views import ProofStep, ProofView, VerdictView

_HEADS = {
    Grade.PROVED: gettext("Proved"),
    Grade.CLAIMED: gettext("Our word"),
    Grade.SAID: gettext("Only a label says so"),
}
_COMMIT_LETTERS = 7
_HOST_LIMIT = 60
_SPOKEN = {
    Helped.CONFIRMED: gettext("%(name)s says it helped"),
    Helped.NOT_SOLVED: gettext("%(name)s says it isn’t solved"),
    Helped.REPLIED: gettext("%(name)s has replied since"),
    Helped.SILENT: gettext("No word from %(name)s yet on whether it helped"),
}
_KEYS = {
    Helped.CONFIRMED: "confirmed",
    Helped.NOT_SOLVED: "not-solved",
    Helped.REPLIED: "replied",
    Helped.SILENT: "silent",
}


def proof_view(key: ThreadKey, scene: Scene) -> ProofView | None:
    """Say what shows that a thread is done; None for all that is not."""
    proof = scene.gathered.deeds.proofs.get(key)
    if proof is None:
        return None
    steps = tuple(_steps(proof, key, scene.language))
    return ProofView(proof.grade.value, _HEADS[proof.grade], steps)


def verdict_view(
    key: ThreadKey, opener: Speaker, told: Told | None, scene: Scene
) -> VerdictView | None:
    """Say what who said it makes of what was done; who is not on GitHub cannot say it there."""
    helped = scene.gathered.deeds.helped.get(key)
    if helped is None or told or opener.is_ghost:
        return None
    name = speaker_view(opener).name
    return VerdictView(_KEYS[helped], _SPOKEN[helped] % {"name": name}, name)


def deed_gist(thread: Thread, scene: Scene, root: str, limit: int) -> str | None:
    """Say what was done in the owner's words: those written down, else those of the outcome."""
    post = written_post(thread) or thread.outcome
    return gist_of(thread, post, scene, root, limit) if post else None


def written_post(thread: Thread) -> Post | None:
    """Give what the owner wrote down as a post that stands nowhere else."""
    if thread.written is None:
        return None
    speaker = Speaker(role=Role.TEAM, login="", name="")
    at = datetime.combine(thread.written.on, datetime.min.time(), UTC)
    return Post("wall-written", "wall-written", "", speaker, thread.written.words, at)


def _steps(proof: Proof, key: ThreadKey, language: Language) -> Iterator[ProofStep]:
    merged, release = proof.merged, proof.release
    if merged:
        day = language.day(merged.at)
        words = (
            gettext("%(name)s, merged %(day)s") if merged.number else gettext("%(name)s, %(day)s")
        )
        name = _name_of(merged, key)
        yield ProofStep(words % {"name": name, "day": day.text}, name, _web(merged.url), day)
    if release:
        day = language.day(release.published_at)
        name = clean_name(release.tag, fallback=gettext("a release"))
        words = gettext("%(name)s, released %(day)s")
        yield ProofStep(words % {"name": name, "day": day.text}, name, _web(release.url), day)
    if proof.grade is Grade.CLAIMED:
        if merged:
            yield ProofStep(gettext("not in a release yet"))
        elif address := read_address(proof.link or ""):
            host = address.host[:_HOST_LIMIT]
            yield ProofStep(gettext("see %(name)s") % {"name": host}, host, address.href)


def _web(url: str) -> str:
    """Give an address that a link may lead to, or nothing."""
    address = read_address(url)
    return address.href if address and not address.is_mail else ""


def _name_of(merged: Merged, key: ThreadKey) -> str:
    if merged.number is None:
        return (merged.commit or "")[:_COMMIT_LETTERS]
    is_here = merged.source == key.source.casefold()
    return f"#{merged.number}" if is_here else f"{merged.source}#{merged.number}"
