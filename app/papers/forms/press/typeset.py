"""A process that sets one paper: the order comes in on standard input as JSON, the PDF goes out on standard output.

A process of its own, since the typesetter keeps what it has read: in a server it would grow to hundreds of megabytes.
"""

import json
import sys
from pathlib import Path

import typst


def main() -> None:
    """Set the paper. A fault of the typesetter ends the process with its message on standard error."""
    order = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=order["font_folders"])
    pdf = typst.compile(
        input=Path(__file__).with_name("paper.typ").read_bytes(),
        root=order["root"],
        font_paths=fonts,
        sys_inputs={"paper": order["paper"], "house": order["house"]},
        pdf_standards=["ua-1"],
        timestamp=order["at"],
    )
    assert isinstance(pdf, bytes)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
