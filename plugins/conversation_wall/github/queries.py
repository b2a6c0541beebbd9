"""
What is asked of GitHub: GraphQL texts, valid by its published schema.

Replies are read in a second pass: nested under the comments of a page of threads they
would cost a hundred times the points (facts of GitHub's formula: the product of the
page sizes, divided by 100). The same pass goes on with every list that is longer than
its first page, so there is one way to complete a list.
"""

from ..records import ThreadType

_PERSON = """
fragment person on Actor {
  __typename login avatarUrl url
  ... on User { databaseId } ... on Bot { databaseId }
  ... on Organization { databaseId } ... on Mannequin { databaseId }
}
"""
_REACTIONS = "reactionGroups { content reactors { totalCount } }"
_POST = f"""
  id databaseId url createdAt updatedAt lastEditedAt author {{ ...person }} authorAssociation
  body bodyHTML {_REACTIONS}
"""
_LABEL = "name color description"
_PULL = "number title url state mergedAt mergeCommit { oid }"
_NUMBERED = "number title url"
_EVENT = f"""
  __typename
  ... on Node {{ id }}
  ... on LabeledEvent {{ createdAt actor {{ ...person }} label {{ name }} }}
  ... on UnlabeledEvent {{ createdAt actor {{ ...person }} label {{ name }} }}
  ... on ClosedEvent {{
    createdAt actor {{ ...person }} stateReason
    closer {{
      __typename ... on PullRequest {{ {_PULL} }} ... on Commit {{ oid url messageHeadline }}
    }}
  }}
  ... on ReopenedEvent {{ createdAt actor {{ ...person }} stateReason }}
  ... on CrossReferencedEvent {{
    createdAt actor {{ ...person }} willCloseTarget
    source {{ __typename ... on PullRequest {{ {_PULL} }} ... on Issue {{ {_NUMBERED} }} }}
  }}
  ... on MarkedAsDuplicateEvent {{
    createdAt actor {{ ...person }}
    canonical {{ __typename ... on PullRequest {{ {_PULL} }} ... on Issue {{ {_NUMBERED} }} }}
  }}
  ... on TransferredEvent {{
    createdAt actor {{ ...person }} fromRepository {{ __typename nameWithOwner url }}
  }}
  ... on ConvertedToDiscussionEvent {{
    createdAt actor {{ ...person }} discussion {{ __typename {_NUMBERED} }}
  }}
"""
_OPTION = "option totalVoteCount"
_REPLY = f"{_POST} isMinimized minimizedReason isAnswer upvoteCount deletedAt"
_FIELDS = {
    "issueComment": f"{_POST} fullDatabaseId isMinimized minimizedReason",
    "discussionComment": f"{_REPLY} replies {{ totalCount }}",
    "reply": _REPLY,
    "label": _LABEL,
    "option": _OPTION,
    "event": _EVENT,
    "linked": f"__typename {_PULL}",
}
# What more is asked of a list, by its name.
_ARGUMENTS = {
    "timelineItems": """itemTypes: [
      LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT, CROSS_REFERENCED_EVENT,
      MARKED_AS_DUPLICATE_EVENT, TRANSFERRED_EVENT, CONVERTED_TO_DISCUSSION_EVENT
    ]""",
    # The others leave a mention in the timeline.
    "closedByPullRequestsReferences": "userLinkedOnly: true",
}
_PAGE = "pageInfo { hasNextPage endCursor }"
_RATE = "rateLimit { cost limit remaining resetAt }"

_THREAD = {
    ThreadType.ISSUE: f"""
  __typename {_POST} fullDatabaseId number title locked activeLockReason closed closedAt
  state stateReason(enableDuplicate: true) isPinned milestone {{ title }}
  labels(first: 20) {{ {_PAGE} nodes {{ {_LABEL} }} }}
  comments(first: 50) {{ totalCount {_PAGE} nodes {{ {_FIELDS["issueComment"]} }} }}
""",
    ThreadType.DISCUSSION: f"""
  __typename {_POST} number title locked activeLockReason closed closedAt stateReason
  category {{ id name slug emoji emojiHTML isAnswerable }}
  isAnswered answer {{ id }} answerChosenAt answerChosenBy {{ ...person }} upvoteCount
  poll {{ id question totalVoteCount options {{ totalCount }} }}
  labels {{ totalCount }}
  comments(first: 30) {{ totalCount {_PAGE} nodes {{ {_FIELDS["discussionComment"]} }} }}
""",
}
# Linked by hand are few: they are only counted at first.
_TRACES = f"""
  timelineItems(first: 20, {_ARGUMENTS["timelineItems"]}) {{ {_PAGE} nodes {{ {_EVENT} }} }}
  closedByPullRequestsReferences({_ARGUMENTS["closedByPullRequestsReferences"]}) {{ totalCount }}
"""
_CONNECTIONS = {ThreadType.ISSUE: "issues", ThreadType.DISCUSSION: "discussions"}
# Enough to see that a thread changed, without its words.
_SIGN = "id updatedAt comments { totalCount }"

# How many comments come with their thread.
FIRST_COMMENTS = {ThreadType.ISSUE: 50, ThreadType.DISCUSSION: 30}

# How many threads are asked for at once, at first: the most for one point. A page of
# issues is 1 request, and 2 more an issue (labels, comments): 1 + 2 * 70 = 141 rounds to 1.
_PAGE_SIZES = {ThreadType.ISSUE: 70, ThreadType.DISCUSSION: 100}
# With what happened to it, an issue is 3 requests: 1 + 3 * 49 = 148.
_TRACED_ISSUES = 49

# How many lists one request goes on with: each is one of the 100 that make a point, and
# GitHub rounds to the nearest point.
LISTS_AT_ONCE = 149
LIST_SIZE = 100
SIGNS_AT_ONCE = 100

# How a list of Issues is cut down: GitHub takes an Issue that has one of the labels.
_LABELS = (", $labels: [String!]", "labels: $labels, ")

# The first question for each source, and the only one where nothing changed.
NEWS = f"""
query (
  $owner: String!, $name: String!, $since: DateTime, $issues: Boolean!, $discussions: Boolean!,
  $releases: Boolean!, $pulls: Boolean!, $labels: [String!]
) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    id nameWithOwner isPrivate isArchived hasIssuesEnabled hasDiscussionsEnabled
    issues(
      first: 100, labels: $labels, filterBy: {{since: $since}},
      orderBy: {{field: UPDATED_AT, direction: ASC}}
    ) @include(if: $issues) {{ {_PAGE} nodes {{ {_SIGN} }} }}
    allIssues: issues(labels: $labels) @include(if: $issues) {{ totalCount }}
    newestIssue: issues(
      first: 1, labels: $labels, orderBy: {{field: UPDATED_AT, direction: DESC}}
    ) @include(if: $issues) {{ nodes {{ updatedAt }} }}
    discussions(
      first: 100, orderBy: {{field: UPDATED_AT, direction: DESC}}
    ) @include(if: $discussions) {{ totalCount {_PAGE} nodes {{ {_SIGN} }} }}
    releases(first: 10, orderBy: {{field: CREATED_AT, direction: DESC}}) @include(if: $releases) {{
      totalCount nodes {{ id updatedAt }}
    }}
    pullRequests(
      first: 1, states: MERGED, orderBy: {{field: UPDATED_AT, direction: DESC}}
    ) @include(if: $pulls) {{ nodes {{ updatedAt }} }}
  }}
}}
"""

RELEASES = f"""
query ($owner: String!, $name: String!, $size: Int!, $cursor: String) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    releases(
      first: $size, after: $cursor, orderBy: {{field: CREATED_AT, direction: DESC}}
    ) {{
      totalCount {_PAGE}
      nodes {{ isDraft tagName name url publishedAt isPrerelease description }}
    }}
  }}
}}
"""
MERGED_PULLS = f"""
query ($owner: String!, $name: String!, $size: Int!, $cursor: String) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    pullRequests(
      first: $size, after: $cursor, states: MERGED,
      orderBy: {{field: UPDATED_AT, direction: DESC}}
    ) {{
      totalCount {_PAGE}
      nodes {{ updatedAt number title url mergedAt mergeCommit {{ oid }} body }}
    }}
  }}
}}
"""


def page_size(part: ThreadType, *, traced: bool) -> int:
    """Give how many threads are asked for at once, with what happened to them or without."""
    return _TRACED_ISSUES if traced and part is ThreadType.ISSUE else _PAGE_SIZES[part]


def page_query(part: ThreadType, *, traced: bool) -> str:
    """
    Ask for a page of whole threads, the oldest first: `owner`, `name`, `size`, `cursor`.

    Issues come with one of the `labels` only, where those are given.
    """
    variable, labels = _LABELS if part is ThreadType.ISSUE else ("", "")
    return f"""
query ($owner: String!, $name: String!, $size: Int!, $cursor: String{variable}) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    threads: {_CONNECTIONS[part]}(
      first: $size, after: $cursor, {labels}orderBy: {{field: CREATED_AT, direction: ASC}}
    ) {{ totalCount {_PAGE} nodes {{ {_thread(part, traced=traced)} }} }}
  }}
}}
{_PERSON}
"""


def threads_query(part: ThreadType, *, traced: bool) -> str:
    """Ask for whole threads by their `ids`, and where they are."""
    return f"""
query ($ids: [ID!]!) {{
  {_RATE}
  nodes(ids: $ids) {{
    ... on {part.value} {{ repository {{ id }} {_thread(part, traced=traced)} }}
  }}
}}
{_PERSON}
"""


def signs_query(part: ThreadType, *, by_change: bool) -> str:
    """
    Ask for a page of the list of all threads: `owner`, `name`, `size`, `cursor`.

    It is in the order of creation; or of change, with `since` for Issues, where the
    oldest change comes first, and for Discussions the newest. Issues have one of the
    `labels`, where those are given.
    """
    is_issue = part is ThreadType.ISSUE
    labels_variable, labels = _LABELS if is_issue else ("", "")
    field = "UPDATED_AT" if by_change else "CREATED_AT"
    direction = "ASC" if is_issue or not by_change else "DESC"
    since = "filterBy: {since: $since}, " if is_issue and by_change else ""
    variable = labels_variable + (", $since: DateTime" if since else "")
    return f"""
query ($owner: String!, $name: String!, $size: Int!, $cursor: String{variable}) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    threads: {_CONNECTIONS[part]}(
      first: $size, after: $cursor, {labels}{since}orderBy: {{field: {field}, direction: {direction}}}
    ) {{ totalCount {_PAGE} nodes {{ {_SIGN} }} }}
  }}
}}
"""


# The two counts are there because a token may see a repository and not what is in it.
REPOSITORY_FACTS = f"""
query ($owner: String!, $name: String!, $cursor: String) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    nameWithOwner isPrivate hasIssuesEnabled hasDiscussionsEnabled
    issues(first: 1) {{ totalCount }}
    discussions(first: 1) {{ totalCount }}
    discussionCategories(first: 100) {{ nodes {{ name slug }} }}
    labels(first: 100, after: $cursor) {{ {_PAGE} nodes {{ name }} }}
  }}
}}
"""

LOGINS_AT_ONCE = 50


def accounts_query(count: int) -> str:
    """Ask for so many accounts by login: the variables are `l0`…, the answer's aliases `u0`…."""
    variables = ", ".join(f"$l{place}: String!" for place in range(count))
    users = "\n".join(
        f"u{place}: user(login: $l{place}) {{ databaseId }}" for place in range(count)
    )
    return f"query ({variables}) {{\n{_RATE}\n{users}\n}}"


def lists_query(lists: tuple[tuple[str, str, str], ...]) -> str:
    """
    Ask for the next page of several lists: (type of the owner, name, what it holds).

    Variables are `size`, and `i0`, `c0`: the owner's id and the cursor, by place; the
    answer's aliases are `n0`, `n1`….
    """
    places = ", ".join(f"$i{place}: ID!, $c{place}: String" for place in range(len(lists)))
    parts = "\n".join(
        f"n{place}: node(id: $i{place}) {{ ... on {owner} {{ "
        f"list: {name}(first: $size, after: $c{place}, {_ARGUMENTS.get(name, '')}) {{ {_PAGE} nodes {{ ...{item} }} }} }} }}"
        for place, (owner, name, item) in enumerate(lists)
    )
    items = {item for _, _, item in lists}
    fragments = "\n".join(
        f"fragment {item} on {_ITEM_TYPES[item]} {{ {_FIELDS[item]} }}" for item in sorted(items)
    )
    person = _PERSON if items & {"issueComment", "discussionComment", "reply", "event"} else ""
    return f"query ($size: Int!, {places}) {{\n{_RATE}\n{parts}\n}}\n{fragments}\n{person}"


_ITEM_TYPES = {
    "issueComment": "IssueComment",
    "discussionComment": "DiscussionComment",
    "reply": "DiscussionComment",
    "label": "Label",
    "option": "DiscussionPollOption",
    "event": "IssueTimelineItems",
    "linked": "PullRequest",
}


def _thread(part: ThreadType, *, traced: bool) -> str:
    is_traced = traced and part is ThreadType.ISSUE
    return f"{_THREAD[part]} {_TRACES}" if is_traced else _THREAD[part]
