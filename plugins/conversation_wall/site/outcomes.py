"""What became of a thread: the panel at its head, the steps there, and who called it settled."""

from ..wall.model import Status, Thread
from .language import gettext
from .pairs import WITHOUT_A_WORD, Scene, gap_view, gist_of
from .proof_views import proof_view, verdict_view, written_post
from .speakers import STATUS_NAMES, speaker_view, tag_view
from .views import OutcomeView, StepView, TagView

_OUTCOME_LIMIT = 180


def outcome_view(thread: Thread, status: Status, scene: Scene, root: str) -> OutcomeView | None:
    """Say what became of a thread, and in which words the team did."""
    gap = gap_view(thread, scene, root)
    if gap:
        return OutcomeView(tag=None, text="", gap=gap)
    tag = tag_view(status)
    if not thread.kind.is_critique or tag is None:
        return None
    answer = thread.answer.post if thread.answer else None
    post = written_post(thread) or thread.outcome or answer
    is_done = status is Status.DONE
    return OutcomeView(
        tag=tag,
        text=gist_of(thread, post, scene, root, _OUTCOME_LIMIT) if post else WITHOUT_A_WORD,
        proof=proof_view(thread.key, scene) if is_done else None,
        verdict=verdict_view(thread.key, thread.opening.speaker, thread.told, scene)
        if is_done
        else None,
    )


def step_views(thread: Thread, status: Status, scene: Scene) -> tuple[StepView, ...]:
    """Draw the line from raised to what became of it."""
    language = scene.language
    stages = [(gettext("Raised"), thread.opened_at)]
    if thread.first_answer_at:
        stages.append((gettext("Answered"), thread.first_answer_at))
    promises = [(promise, post) for promise, post in thread.promises if promise is not status]
    stages += [(STATUS_NAMES[promise], post.created_at) for promise, post in promises]
    tag = tag_view(status)
    # Nobody knows since when a label is there that stands without a word.
    is_dated = thread.outcome is not None or thread.is_closed or thread.written is not None
    if tag and is_dated and status.is_decision:
        stages.append((tag.text, thread.changed_at))
    if len(stages) == 1 or not thread.kind.is_critique:
        return ()
    steps = []
    for place, (name, moment) in enumerate(stages):
        day = language.day(moment)
        days = language.days(thread.opened_at, moment)
        after = gettext("%(day)s, after %(span)s") % {"day": day.text, "span": language.span(days)}
        text = after if place and days else day.text
        steps.append(StepView(name=name, day=day, text=text, is_last=place == len(stages) - 1))
    return tuple(steps)


def settled_tag(thread: Thread) -> TagView | None:
    """Say who marked an answer on GitHub, and so called it settled."""
    who = thread.settled_by
    if who is None:
        return None
    if who.is_team:
        return TagView("settled", gettext("We marked this as settled"))
    name = speaker_view(who).name
    return TagView("settled", gettext("%(name)s marked this as settled") % {"name": name})
