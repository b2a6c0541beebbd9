"""The settings for the published site: those of `pelicanconf.py`, and its address."""

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("WALL_SITEURL", "")
DELETE_OUTPUT_DIRECTORY = True
