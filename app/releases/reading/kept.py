"""Releases remembered by a process: only the erasure of a person changes one, and that makes another edition of it."""

from collections import OrderedDict
from threading import Lock

from app.releases.record.release import Release

MOST = 64


class Kept:
    """The releases lately read, each in its newest edition."""

    def __init__(self) -> None:
        self._releases: OrderedDict[int, tuple[int, Release]] = OrderedDict()
        self._lock = Lock()

    def get(self, release_id: int, edition: int) -> Release | None:
        """The release, if it is remembered in this edition."""
        with self._lock:
            kept = self._releases.get(release_id)
            if kept is None or kept[0] != edition:
                return None
            self._releases.move_to_end(release_id)
        return kept[1]

    def keep(self, release: Release, edition: int) -> Release:
        """Remember a release, and forget the one asked for longest ago. Of one edition the one kept first is kept."""
        with self._lock:
            kept = self._releases.get(release.id)
            if kept is None or kept[0] < edition:
                kept = self._releases[release.id] = (edition, release)
            if len(self._releases) > MOST:
                self._releases.popitem(last=False)
        return kept[1] if kept[0] == edition else release
