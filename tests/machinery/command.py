"""The planner command as a person runs it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PLANNER = Path(sys.executable).with_name("planner")


def environment(**settings: str | int) -> dict[str, str]:
    """This process's environment without any setting of the planner but those given, by lower-case name."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANNER_")}
    return kept | {f"PLANNER_{name.upper()}": str(value) for name, value in settings.items()}


def run_planner(*arguments: str, **settings: str | int) -> subprocess.CompletedProcess[str]:
    """What `planner …` printed and its exit code, under these settings only."""
    return subprocess.run(
        [PLANNER, *arguments], env=environment(**settings), capture_output=True, text=True, timeout=120, check=False
    )
