"""Another user, for what must not run as root."""

import os
import pwd
from pathlib import Path


def as_somebody(folder: Path) -> list[str]:
    """Hand a folder and all in it to a user without rights and give the words that put a command under that user.

    Where the tests themselves have no rights, they are that user: nothing changes hands and no word is needed.
    """
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)
    return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
