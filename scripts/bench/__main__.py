"""Run `python scripts/bench`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "plugins"))

from bench.commands import main

if __name__ == "__main__":
    main()
