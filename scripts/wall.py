"""Run the `wall` command from a checkout in which nothing of it has been installed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from conversation_wall.cli.main import main

if __name__ == "__main__":
    main()
