"""Which release of a meeting is the newest at the moment of a request, asked as seldom as that allows."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from anyio import to_thread

from app.errors import Unavailable
from app.releases.record.release import Release

KNOWN_MEETINGS = 1024


class Releases(Protocol):
    """Where the newest releases come from."""

    def stamp(self) -> object:
        """A value, not None, that differs after any new release. Asked on the event loop, so it must not wait."""

    def newest(self, meeting: str) -> Release | None:
        """A meeting's newest release, None before its first. Asked in a thread. One id stands for the same values."""


@dataclass(frozen=True, slots=True)
class Known:
    """The newest release of a meeting at a stamp."""

    stamp: object
    release: Release | None


class CurrentReleases:
    """The newest releases as known here. `on_change` is told a meeting and its release whenever that is another one."""

    def __init__(self, releases: Releases, on_change: Callable[[str, Release], None]) -> None:
        self._releases = releases
        self._on_change = on_change
        self._known: dict[str, Known] = {}
        self._loads: dict[str, asyncio.Task[Known]] = {}
        self._stamp: object = None

    @property
    def known(self) -> int:
        """The number of meetings of which something is known."""
        return len(self._known)

    def stamp(self) -> object:
        """The stamp, read once for all requests that the event loop has in hand: all of them came before the reading."""
        if self._stamp is None:
            try:
                self._stamp = self._releases.stamp()
            except Exception as fault:
                raise Unavailable from fault
            asyncio.get_running_loop().call_soon(self._forget)
        return self._stamp

    async def of(self, meeting: str) -> Known:
        """What is known of a meeting, not older than this call. Raises Unavailable when the releases raise anything."""
        known = self._known.get(meeting)
        if known is not None and known.stamp == self.stamp():
            return known
        if load := self._loads.get(meeting):
            # It began before this call, and is good unless something was released since.
            known = await asyncio.shield(load)
            if known.stamp == self.stamp():
                return known
        return await asyncio.shield(self._loads.get(meeting) or self._begin(meeting))

    def _forget(self) -> None:
        self._stamp = None

    def _begin(self, meeting: str) -> asyncio.Task[Known]:
        load = asyncio.get_running_loop().create_task(self._load(meeting))
        self._loads[meeting] = load
        return load

    async def _load(self, meeting: str) -> Known:
        try:
            # The stamp is read first: a release that comes in between makes what is known old, never wrong.
            stamp = self._releases.stamp()
            known = Known(stamp, await to_thread.run_sync(self._releases.newest, meeting))
        except Exception as fault:
            raise Unavailable from fault
        finally:
            # Before it is done, so that nobody who comes afterwards takes it for one that is still to be.
            del self._loads[meeting]
        before = self._known.pop(meeting, None)
        self._known[meeting] = known
        if len(self._known) > KNOWN_MEETINGS:
            del self._known[next(iter(self._known))]
        if known.release and not (before and before.release and before.release.id == known.release.id):
            self._on_change(meeting, known.release)
        return known
