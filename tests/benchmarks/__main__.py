"""`make bench`: every figure of docs/performance.md, measured in one session. Names of benchmarks choose some."""

import sys
from importlib import import_module
from pathlib import Path

NOT_MEASURING = {"__init__", "__main__", "bare", "figure", "load", "meeting", "solving"}


def main(names: list[str]) -> int:
    """Measure, print, and say by the exit code whether every goal was met."""
    known = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in NOT_MEASURING)
    missed = 0
    for name in names or known:
        print(f"\n{name}", flush=True)
        for figure in import_module(f"tests.benchmarks.{name}").figures():
            print(f"  {figure}", flush=True)
            missed += not figure.is_met
    print(f"\n{missed} missed")
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
