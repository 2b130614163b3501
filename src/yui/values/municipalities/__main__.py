"""`python -m yui.values.municipalities build [FILE]`: derive the table of governments and put it into a file."""

import argparse
import sys
from pathlib import Path

from yui.values.municipalities import table


def main(arguments: list[str] | None = None) -> None:
    """Derive the table and say where it lies and how long it is."""
    parser = argparse.ArgumentParser(prog="yui.values.municipalities", description=__doc__)
    parser.add_argument("task", choices=["build"])
    parser.add_argument("file", nargs="?", type=Path, default=None)
    chosen = parser.parse_args(arguments)
    file = chosen.file or table.default_file()
    derived = table.derive()
    table.write(file, derived)
    sys.stdout.write(f"{file}: {len(derived)}\n")


if __name__ == "__main__":
    main()
