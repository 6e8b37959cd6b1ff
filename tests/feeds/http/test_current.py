"""The newest release at the moment of a request: never older than the request, and asked as seldom as that allows."""

import asyncio
import threading
from collections.abc import Callable, Coroutine

import pytest

from app.errors import Unavailable
from app.feeds.http.current import KNOWN_MEETINGS, CurrentReleases
from app.releases.record.release import Release
from tests.feeds.programme import release, session
from tests.feeds.serving import KeptReleases


class SlowReleases(KeptReleases):
    """Each question is answered, with what was the newest when it was asked, once the test lets it."""

    def __init__(self, *releases: Release) -> None:
        super().__init__(*releases)
        self.gates = [threading.Event() for _ in range(9)]
        self.taken = 0

    def newest(self, meeting: str) -> Release | None:
        """The newest release of a meeting, late."""
        newest = super().newest(meeting)
        self.taken += 1
        assert self.gates[self.taken - 1].wait(timeout=10)
        return newest


def ignore(meeting: str, newest: Release) -> None:
    """Nobody is interested in the change."""


def number_of(current: CurrentReleases) -> Coroutine[None, None, int]:
    """The number of the newest release."""

    async def number() -> int:
        known = await current.of("wg-2027")
        assert known.release
        return known.release.number

    return number()


async def until(holds: Callable[[], bool]) -> None:
    """Let the loop turn until something holds."""
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.001)


def test_who_comes_while_a_question_is_under_way_shares_it() -> None:
    async def story() -> list[int]:
        releases = SlowReleases(release(session(1)))
        current = CurrentReleases(releases, ignore)
        first = asyncio.create_task(number_of(current))
        await until(lambda: releases.taken == 1)
        others = [asyncio.create_task(number_of(current)) for _ in range(5)]
        await asyncio.sleep(0.01)
        releases.gates[0].set()
        numbers = await asyncio.gather(first, *others)
        assert releases.asked == ["wg-2027"]
        return numbers

    assert asyncio.run(story()) == [1] * 6


def test_who_comes_after_a_release_is_not_content_with_a_question_from_before_it() -> None:
    async def story() -> list[int]:
        releases = SlowReleases(release(session(1)))
        current = CurrentReleases(releases, ignore)
        before = asyncio.create_task(number_of(current))
        await until(lambda: releases.taken == 1)
        releases.publish(release(session(1), number=2))
        after = [asyncio.create_task(number_of(current)) for _ in range(5)]
        await asyncio.sleep(0.01)
        for gate in releases.gates:
            gate.set()
        numbers = await asyncio.gather(before, *after)
        assert releases.asked == ["wg-2027"] * 2
        return numbers

    assert asyncio.run(story()) == [1, 2, 2, 2, 2, 2]


def test_a_question_that_fails_fails_for_all_who_share_it_and_is_asked_again() -> None:
    async def story() -> list[object]:
        releases = SlowReleases(release(session(1)))
        current = CurrentReleases(releases, ignore)
        for gate in releases.gates:
            gate.set()
        releases.fault = OSError("gone")
        failed = await asyncio.gather(*(number_of(current) for _ in range(3)), return_exceptions=True)
        releases.fault = None
        return [*map(type, failed), await number_of(current)]

    assert asyncio.run(story()) == [Unavailable, Unavailable, Unavailable, 1]


def test_a_change_is_told_once_for_each_other_release() -> None:
    told = []

    async def story() -> None:
        releases = KeptReleases(release(session(1)))
        current = CurrentReleases(releases, lambda meeting, newest: told.append((meeting, newest.number)))
        await current.of("wg-2027")
        releases.touch()
        await current.of("wg-2027")
        releases.publish(release(session(1), number=2))
        await current.of("wg-2027")
        await current.of("unknown")

    asyncio.run(story())

    assert told == [("wg-2027", 1), ("wg-2027", 2)]


def test_asking_for_meetings_that_are_not_there_fills_no_memory() -> None:
    async def story() -> int:
        current = CurrentReleases(KeptReleases(), ignore)
        await asyncio.gather(*(current.of(str(number)) for number in range(KNOWN_MEETINGS + 50)))
        return current.known

    assert asyncio.run(story()) == KNOWN_MEETINGS


@pytest.mark.parametrize("faults", [0, 3])
def test_nobody_is_given_less_than_was_there_when_they_asked(faults: int) -> None:
    async def story() -> None:
        releases = KeptReleases(release(session(1)))
        current = CurrentReleases(releases, ignore)
        published = [1]

        async def poll() -> None:
            while published[0] < 40:
                newest = published[0]
                # A request is there before the turn of the loop in which it is answered.
                await asyncio.sleep(0)
                assert newest <= await number_of(current)

        polls = [asyncio.create_task(poll()) for _ in range(20)]
        for number in range(2, 41):
            for _ in range(faults):
                releases.touch()
            releases.publish(release(session(1), number=number))
            published[0] = number
            await asyncio.sleep(0.001 * (number % 5))
        await asyncio.gather(*polls)

    asyncio.run(story())


def test_who_comes_in_the_moment_in_which_a_question_ends_is_not_given_its_answer() -> None:
    async def story() -> list[int]:
        releases = KeptReleases(release(session(1)))
        late = []

        def publish_another(meeting: str, newest: Release) -> None:
            if newest.number == 1:
                releases.publish(release(session(1), number=2))
                late.append(asyncio.create_task(number_of(current)))

        current = CurrentReleases(releases, publish_another)
        return [await number_of(current), *await asyncio.gather(*late)]

    assert asyncio.run(story()) == [1, 2]
