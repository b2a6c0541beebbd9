"""The settings for the published site: those of `pelicanconf.py`, and its address."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
from pelicanconf import *  # noqa: F403
from pelicanconf import SITEURL

# The workflow on GitHub knows the address, too, and goes first.
SITEURL = os.environ.get("WALL_SITEURL") or SITEURL
DELETE_OUTPUT_DIRECTORY = True
