"""Every page of the programme by its address."""

from tests.pages.programme import P07, SLUG, TASK_FORCES

MEETING = f"/meetings/{SLUG}"
WITH_A_CALENDAR = (
    MEETING,
    f"{MEETING}/sessions/{TASK_FORCES.uid}",
    f"{MEETING}/themes/ii",
    f"{MEETING}/rooms/boardroom-d",
    f"{MEETING}/delegations/KEN",
    f"{MEETING}/participants/{P07.uid}",
)
WITHOUT = (
    "/",
    f"{MEETING}/subscribe",
    f"{MEETING}/releases",
    f"{MEETING}/releases/1",
    f"{MEETING}/releases/2",
    f"{MEETING}/papers",
    f"{MEETING}/screen",
)
PAGES = WITH_A_CALENDAR + WITHOUT
