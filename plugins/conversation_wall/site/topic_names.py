"""The names of topics, for the figures and the data."""

from .pairs import Scene


def topic_names(scene: Scene) -> dict[str, str]:
    """Give the names of the topics that have a page, by slug in their order."""
    names = {
        topic.slug: topic.name
        for item in scene.gathered.listed
        for topic in item.topics
        if topic.slug in scene.listed_topics
    }
    return dict(sorted(names.items()))
