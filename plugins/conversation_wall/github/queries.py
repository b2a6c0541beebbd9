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
_OPTION = "option totalVoteCount"
_REPLY = f"{_POST} isMinimized minimizedReason isAnswer upvoteCount deletedAt"
_FIELDS = {
    "issueComment": f"{_POST} fullDatabaseId isMinimized minimizedReason",
    "discussionComment": f"{_REPLY} replies {{ totalCount }}",
    "reply": _REPLY,
    "label": _LABEL,
    "option": _OPTION,
}
_PAGE = "pageInfo { hasNextPage endCursor }"
_RATE = "rateLimit { cost limit remaining resetAt }"

_ISSUES = f"""
query ($owner: String!, $name: String!, $size: Int!, $cursor: String, $since: DateTime) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    isPrivate isEnabled: hasIssuesEnabled
    threads: issues(
      first: $size, after: $cursor, filterBy: {{since: $since}},
      orderBy: {{field: UPDATED_AT, direction: ASC}}
    ) {{
      {_PAGE}
      nodes {{
        __typename {_POST} fullDatabaseId number title locked activeLockReason closed closedAt
        state stateReason(enableDuplicate: true) isPinned milestone {{ title }}
        labels(first: 20) {{ {_PAGE} nodes {{ {_LABEL} }} }}
        comments(first: 50) {{ {_PAGE} nodes {{ {_FIELDS["issueComment"]} }} }}
      }}
    }}
  }}
}}
{_PERSON}
"""
_DISCUSSIONS = f"""
query ($owner: String!, $name: String!, $size: Int!, $cursor: String) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{
    isPrivate isEnabled: hasDiscussionsEnabled
    threads: discussions(
      first: $size, after: $cursor, orderBy: {{field: UPDATED_AT, direction: DESC}}
    ) {{
      {_PAGE}
      nodes {{
        __typename {_POST} number title locked activeLockReason closed closedAt stateReason
        category {{ id name slug emoji emojiHTML isAnswerable }}
        isAnswered answer {{ id }} answerChosenAt answerChosenBy {{ ...person }} upvoteCount
        poll {{ id question totalVoteCount options {{ totalCount }} }}
        labels {{ totalCount }}
        comments(first: 30) {{ {_PAGE} nodes {{ {_FIELDS["discussionComment"]} }} }}
      }}
    }}
  }}
}}
{_PERSON}
"""
THREADS = {ThreadType.ISSUE: _ISSUES, ThreadType.DISCUSSION: _DISCUSSIONS}

# How many threads are asked for at once, at first.
PAGE_SIZES = {ThreadType.ISSUE: 50, ThreadType.DISCUSSION: 100}

# How many lists one request goes on with. At 100 items each it costs one point.
LISTS_AT_ONCE = 50

REPOSITORY = f"""
query ($owner: String!, $name: String!) {{
  {_RATE}
  repository(owner: $owner, name: $name) {{ isPrivate hasIssuesEnabled hasDiscussionsEnabled }}
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

WHEREABOUTS = f"""
query ($ids: [ID!]!) {{
  {_RATE}
  nodes(ids: $ids) {{
    ... on Issue {{ id repository {{ nameWithOwner }} }}
    ... on Discussion {{ id repository {{ nameWithOwner }} }}
  }}
}}
"""

# How many ids `WHEREABOUTS` takes.
IDS_AT_ONCE = 100

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

    Variables are `i0`, `c0`: the owner's id and the cursor, by place; the answer's
    aliases are `n0`, `n1`….
    """
    variables = ", ".join(f"$i{place}: ID!, $c{place}: String" for place in range(len(lists)))
    parts = "\n".join(
        f"n{place}: node(id: $i{place}) {{ ... on {owner} {{ "
        f"list: {name}(first: 100, after: $c{place}) {{ {_PAGE} nodes {{ ...{item} }} }} }} }}"
        for place, (owner, name, item) in enumerate(lists)
    )
    items = {item for _, _, item in lists}
    fragments = "\n".join(
        f"fragment {item} on {_ITEM_TYPES[item]} {{ {_FIELDS[item]} }}" for item in sorted(items)
    )
    person = _PERSON if items & {"issueComment", "discussionComment", "reply"} else ""
    return f"query ({variables}) {{\n{_RATE}\n{parts}\n}}\n{fragments}\n{person}"


_ITEM_TYPES = {
    "issueComment": "IssueComment",
    "discussionComment": "DiscussionComment",
    "reply": "DiscussionComment",
    "label": "Label",
    "option": "DiscussionPollOption",
}
