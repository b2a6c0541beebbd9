"""
Views: what one template needs, already chosen, sorted, counted and worded.

    PageView ─┬─ title, description, nav, banner …      every page
              ├─ list: ListView ── pairs: PairView …    the wall and its lists
              └─ thread: ThreadView ── turns: TurnView  one conversation

A template places these and decides nothing. Texts are plain strings, escaped by the
template; `Markup` comes from `markup` alone. Addresses are relative to the page.
"""

from .deeds import DeedMonthView, DeedsView, DeedView, RefusalsView, RefusalView
from .doing import (
    BarsView,
    BarView,
    Block,
    CountingView,
    DialRowView,
    DialView,
    DoingView,
    FiguresView,
    GaugeView,
    GridView,
    GroupsView,
    GroupView,
    MeterView,
    MonthsView,
    MonthView,
    NoteView,
    PartView,
    QueuedView,
    QueueView,
)
from .embed import (
    BadgeView,
    CodeView,
    EmbedCodeView,
    FrameView,
    SnippetView,
    WidgetRowView,
    WidgetView,
)
from .figure import Figure, figures_in
from .gone import GoneView
from .lists import AnswerView, HeroView, ListView, PairView, ScoreView, StepNote, TabView
from .page import BannerView, LogoView, PageView, ScriptView
from .parts import (
    Count,
    Day,
    EmptyView,
    GapView,
    Link,
    PagerView,
    RelatedView,
    Sentence,
    SpeakerView,
    TagView,
    WaitView,
)
from .people import PeopleView, PersonView
from .say import CardView, SayView, TextView, WayView
from .starters import AskedView, StartersView, StarterView
from .threads import (
    FieldView,
    OutcomeView,
    PollView,
    PostView,
    ReportView,
    SettledView,
    StepView,
    ThreadView,
    TurnView,
)

__all__ = [
    "AnswerView",
    "AskedView",
    "BadgeView",
    "BannerView",
    "BarView",
    "BarsView",
    "Block",
    "CardView",
    "CodeView",
    "Count",
    "CountingView",
    "Day",
    "DeedMonthView",
    "DeedView",
    "DeedsView",
    "DialRowView",
    "DialView",
    "DoingView",
    "EmbedCodeView",
    "EmptyView",
    "FieldView",
    "Figure",
    "FiguresView",
    "FrameView",
    "GapView",
    "GaugeView",
    "GoneView",
    "GridView",
    "GroupView",
    "GroupsView",
    "HeroView",
    "Link",
    "ListView",
    "LogoView",
    "MeterView",
    "MonthView",
    "MonthsView",
    "NoteView",
    "OutcomeView",
    "PageView",
    "PagerView",
    "PairView",
    "PartView",
    "PeopleView",
    "PersonView",
    "PollView",
    "PostView",
    "QueueView",
    "QueuedView",
    "RefusalView",
    "RefusalsView",
    "RelatedView",
    "ReportView",
    "SayView",
    "ScoreView",
    "ScriptView",
    "Sentence",
    "SettledView",
    "SnippetView",
    "SpeakerView",
    "StarterView",
    "StartersView",
    "StepNote",
    "StepView",
    "TabView",
    "TagView",
    "TextView",
    "ThreadView",
    "TurnView",
    "WaitView",
    "WayView",
    "WidgetRowView",
    "WidgetView",
    "figures_in",
]
