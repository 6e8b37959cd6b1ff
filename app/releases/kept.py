"""Releases remembered by a process: they never change, so only their number is bounded."""

from collections import OrderedDict
from threading import Lock

from app.releases.release import Release

MOST = 64


class Kept:
    """The releases lately read."""

    def __init__(self) -> None:
        self._releases: OrderedDict[int, Release] = OrderedDict()
        self._lock = Lock()

    def get(self, release_id: int) -> Release | None:
        """The release, if it is remembered."""
        with self._lock:
            release = self._releases.get(release_id)
            if release is not None:
                self._releases.move_to_end(release_id)
        return release

    def keep(self, release: Release) -> Release:
        """Remember a release, and forget the one asked for longest ago. The one kept first is kept."""
        with self._lock:
            release = self._releases.setdefault(release.id, release)
            if len(self._releases) > MOST:
                self._releases.popitem(last=False)
        return release

    def forget(self, release_id: int) -> None:
        """Forget a release whose documents had to be rewritten."""
        with self._lock:
            self._releases.pop(release_id, None)
