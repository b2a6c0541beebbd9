"""The settings of your wall. The README has a table of all of them."""

SITENAME = "Hollin Lane Coffee"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"

# The plugin and the theme of this repository.
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["conversation_wall"]
THEME = "theme"

# Which repositories feed the wall, and who speaks for you.
WALL_SOURCES = ["hollin-lane/wall"]
WALL_TEAM = {
    "mara-hollin": {"name": "Mara", "role": "roaster"},
    "wen-hollin": {"name": "Wen", "role": "website"},
    "idris-hollin": {"name": "Idris", "role": "shop and post", "until": "2026-06-19"},
}

# What customers see first. Take the banner away when the wall is yours.
WALL_QUESTION = "What should we do better?"
WALL_BANNER = "Sample site. The shop, the people and their words are made up."
WALL_CONTACT_EMAIL = "hello@hollinlane.example"
WALL_COUNTER = (
    "There’s a card by the till at 4 Hollin Lane. Write on it and put it in the box. "
    "We type it up on Fridays."
)

WALL_TIMEZONE = "Europe/London"
WALL_LANG = "en-GB"
WALL_ANSWER_WITHIN = 3
WALL_KINDS = {"category:we-ask": "announcement"}
WALL_FORMS = {"problem": "problems", "idea": "ideas", "question": "q-a", "praise": "kind-words"}
