"""The image without a container engine: what the Dockerfile says, carried out in a folder."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.machinery.command import CHECKOUT


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """A Dockerfile's instructions in their order: the word in capitals and what follows it."""

    instructions: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, path: Path) -> "Dockerfile":
        """Join continued lines, drop comments."""
        lines = [line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")]
        logical = "\n".join(lines).replace("\\\n", " ").splitlines()
        split = (line.split(maxsplit=1) for line in logical if line.strip())
        return cls(tuple((word.upper(), rest) for word, rest in split))

    def all(self, word: str) -> list[str]:
        """What follows each instruction of this name."""
        return [rest for name, rest in self.instructions if name == word]

    def command(self, word: str) -> list[str]:
        """The words of the last CMD or of the HEALTHCHECK's, which are in exec form."""
        text = self.all(word)[-1]
        words: list[str] = json.loads(text[text.index("[") :])
        return words

    def variables(self) -> dict[str, str]:
        """What ENV sets, unexpanded."""
        pairs = (pair.partition("=") for rest in self.all("ENV") for pair in rest.split())
        return {name: value for name, _, value in pairs}


def copy_context(folder: Path) -> None:
    """Copy what `.dockerignore` lets into the image, and git knows, to where COPY puts it."""
    allowed = [line[1:] for line in (CHECKOUT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    known = subprocess.run(
        ["git", "ls-files", "--", *allowed], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    for name in known.stdout.splitlines():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, folder / name)
