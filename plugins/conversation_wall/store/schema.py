"""
The tables, and how a store of an older version comes up to date.

    sources ─┬─ threads ─┬─ posts ── reactions          people: every author as GitHub
             │           ├─ labels                      gave them (referred to by number)
             │           ├─ poll_options                categories: likewise
             │           └─ traces (what happened to it)
             ├─ releases, pulls (what was published, and merged)
             ├─ progress (how far the sync of one part has come)
             ├─ unfinished (threads to be read, as far as they were)
             └─ observations (what was seen that GitHub will not tell again)
    image_uses (what posts show) ── images (what the wall keeps of it: files beside the store)
    wall (one row: when GitHub was last seen, and whether its history has begun)

A step, once released, is never changed: a new one is added, and `user_version` counts
the steps that a file has taken. The opening post is the post with its thread's id.
Times are text in UTC ("2026-11-23T09:40:00Z"), which sorts as time does.
"""

import sqlite3

from ..errors import StoreError

STEPS = (
    """
    CREATE TABLE wall (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        seen_at TEXT
    ) STRICT;
    INSERT INTO wall VALUES (1, NULL);

    CREATE TABLE sources (
        source INTEGER PRIMARY KEY,
        repository TEXT NOT NULL UNIQUE COLLATE NOCASE
    ) STRICT;

    CREATE TABLE progress (
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        type TEXT NOT NULL,
        watermark TEXT,
        next_watermark TEXT,
        cursor TEXT,
        round INTEGER NOT NULL DEFAULT 1,
        is_full INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (source, type)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE people (
        person INTEGER PRIMARY KEY,
        typename TEXT NOT NULL,
        login TEXT NOT NULL,
        avatar_url TEXT NOT NULL,
        url TEXT NOT NULL,
        database_id INTEGER
    ) STRICT;
    CREATE INDEX people_by_login ON people (login, avatar_url);

    CREATE TABLE categories (
        category INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        slug TEXT NOT NULL,
        emoji TEXT NOT NULL,
        emoji_html TEXT,
        is_answerable INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX categories_by_id ON categories (id);

    CREATE TABLE threads (
        thread INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        number INTEGER NOT NULL,
        type TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        is_locked INTEGER NOT NULL,
        lock_reason TEXT,
        is_closed INTEGER NOT NULL,
        closed_at TEXT,
        state TEXT,
        state_reason TEXT,
        is_pinned INTEGER,
        milestone TEXT,
        category INTEGER REFERENCES categories,
        is_answered INTEGER,
        answer_id TEXT,
        answer_chosen_at TEXT,
        answer_chosen_by INTEGER REFERENCES people,
        poll_question TEXT,
        poll_total INTEGER,
        updated_at TEXT NOT NULL,
        round INTEGER NOT NULL DEFAULT 0,
        UNIQUE (source, number)
    ) STRICT;

    CREATE TABLE posts (
        post INTEGER PRIMARY KEY,
        thread INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE,
        position INTEGER NOT NULL,
        reply_to INTEGER REFERENCES posts ON DELETE CASCADE,
        id TEXT NOT NULL,
        database_id INTEGER,
        full_database_id TEXT,
        url TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        last_edited_at TEXT,
        author INTEGER REFERENCES people,
        association TEXT NOT NULL,
        first_association TEXT NOT NULL,
        is_minimized INTEGER NOT NULL,
        minimized_reason TEXT,
        is_answer INTEGER NOT NULL,
        upvote_count INTEGER NOT NULL,
        deleted_at TEXT,
        body TEXT NOT NULL,
        body_html TEXT,
        UNIQUE (thread, position),
        UNIQUE (thread, id)
    ) STRICT;
    CREATE INDEX posts_by_reply_to ON posts (reply_to) WHERE reply_to IS NOT NULL;

    CREATE TABLE reactions (
        post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
        position INTEGER NOT NULL,
        content TEXT NOT NULL,
        total_count INTEGER NOT NULL,
        PRIMARY KEY (post, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE labels (
        thread INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        color TEXT NOT NULL,
        description TEXT,
        PRIMARY KEY (thread, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE poll_options (
        thread INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE,
        position INTEGER NOT NULL,
        option TEXT NOT NULL,
        total_vote_count INTEGER NOT NULL,
        PRIMARY KEY (thread, position)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE tombstones (
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        number INTEGER NOT NULL,
        id TEXT NOT NULL,
        type TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        noticed_at TEXT NOT NULL,
        PRIMARY KEY (source, number)
    ) STRICT, WITHOUT ROWID;
    """,
    # Cursors of before are of another order, so a round under way begins anew.
    """
    ALTER TABLE sources ADD COLUMN github_id TEXT;
    ALTER TABLE sources ADD COLUMN github_name TEXT;
    ALTER TABLE threads ADD COLUMN comment_total INTEGER;
    ALTER TABLE threads ADD COLUMN checked_at TEXT;
    CREATE INDEX threads_by_check ON threads (source, type, checked_at);
    ALTER TABLE progress ADD COLUMN sweep_cursor TEXT;
    ALTER TABLE progress ADD COLUMN sweep_began_at TEXT;
    ALTER TABLE progress ADD COLUMN swept_at TEXT;
    ALTER TABLE progress ADD COLUMN drift INTEGER NOT NULL DEFAULT 0;
    UPDATE progress SET cursor = NULL, next_watermark = NULL;

    CREATE TABLE unfinished (
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (source, type, id)
    ) STRICT;
    """,
    """
    CREATE TABLE traces (
        thread INTEGER NOT NULL REFERENCES threads ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at TEXT,
        actor INTEGER REFERENCES people,
        label TEXT,
        reason TEXT,
        closes INTEGER NOT NULL,
        thing TEXT,
        url TEXT,
        number INTEGER,
        title TEXT,
        state TEXT,
        merged_at TEXT,
        merge_commit TEXT,
        PRIMARY KEY (thread, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE releases (
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        tag TEXT NOT NULL,
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        published_at TEXT NOT NULL,
        is_prerelease INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (source, tag)
    ) STRICT;

    CREATE TABLE pulls (
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        number INTEGER NOT NULL,
        title TEXT NOT NULL,
        url TEXT NOT NULL,
        merged_at TEXT NOT NULL,
        merge_commit TEXT,
        body TEXT NOT NULL,
        PRIMARY KEY (source, number)
    ) STRICT;

    ALTER TABLE sources ADD COLUMN is_traced INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE sources ADD COLUMN releases_sign TEXT NOT NULL DEFAULT '';
    ALTER TABLE sources ADD COLUMN releases_read_at TEXT;
    ALTER TABLE sources ADD COLUMN pulls_watermark TEXT;
    ALTER TABLE sources ADD COLUMN pulls_next TEXT;
    ALTER TABLE sources ADD COLUMN pulls_cursor TEXT;
    """,
    """
    CREATE TABLE observations (
        observation INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        at TEXT NOT NULL,
        thread TEXT NOT NULL,
        sight TEXT NOT NULL,
        value TEXT NOT NULL,
        posts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX observations_by_thread ON observations (thread);
    CREATE INDEX observations_by_sight ON observations (source, sight)
        WHERE posts = '' AND sight IN ('seen', 'left', 'gone');
    ALTER TABLE wall ADD COLUMN has_history INTEGER NOT NULL DEFAULT 0;

    INSERT INTO observations (source, at, thread, sight, value, posts)
        SELECT source, noticed_at, id, 'seen', type || ' ' || number || ' ' || opened_at, ''
        FROM tombstones;
    INSERT INTO observations (source, at, thread, sight, value, posts)
        SELECT source, noticed_at, id, 'gone', '', '' FROM tombstones;
    DROP TABLE tombstones;
    """,
    """
    ALTER TABLE posts ADD COLUMN is_looked_at INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX posts_to_look_at ON posts (post)
        WHERE is_looked_at = 0 AND (instr(body, '![') > 0 OR instr(lower(body), '<img') > 0);

    CREATE TABLE image_uses (
        post INTEGER NOT NULL REFERENCES posts ON DELETE CASCADE,
        position INTEGER NOT NULL,
        address TEXT NOT NULL,
        PRIMARY KEY (post, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE images (
        address TEXT PRIMARY KEY,
        file TEXT,
        width INTEGER,
        height INTEGER,
        size INTEGER,
        failures INTEGER NOT NULL DEFAULT 0,
        rest INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE sources ADD COLUMN labels TEXT NOT NULL DEFAULT '';
    """,
)

VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """
    Bring an open store up to this version, each step in a transaction of its own.

    Raises `StoreError` where the file was written by a newer version of the wall, or is
    another program's.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version == 0 and tables:
        raise StoreError(
            f"This is a file of another program, and no store of a wall ({path}). "
            "It was left as it is. Name another file in WALL_STORE, or with --store."
        )
    if version > VERSION:
        raise StoreError(
            f"The store is of version {version}, and this wall knows versions up to {VERSION} "
            f"(in {path}). Update the wall, or name another file with --store."
        )
    for number, step in enumerate(STEPS[version:], start=version + 1):
        connection.executescript(f"BEGIN; {step} PRAGMA user_version = {number}; COMMIT;")
