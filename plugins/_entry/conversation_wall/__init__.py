"""Hand the plugin on to Pelican, which looks for it in the namespace `pelican.plugins`."""

from conversation_wall import register

__all__ = ["register"]
