"""All rules, one file per family, and their table."""

from typing import Any

from app.rules.families import interpretation, panels, people, programme, rooms
from app.rules.families.rule import Rule

RULES: tuple[Rule[Any], ...] = (
    rooms.room_holds_one_session,
    people.person_is_in_one_place,
    programme.session_is_within_the_meeting,
    rooms.room_is_open,
    people.person_is_available,
    interpretation.teams_suffice_at_any_moment,
    interpretation.teams_can_bear_the_day,
    interpretation.room_has_the_booths,
    interpretation.session_speaks_the_meetings_languages,
    rooms.room_reaches_remote_seats,
    rooms.room_is_step_free,
    panels.panel_is_complete,
    programme.plenary_runs_alone,
    programme.session_is_placed,
    programme.every_theme_is_held,
    programme.themes_do_not_compete,
    rooms.changeover_is_long_enough,
    rooms.room_holds_those_expected,
    panels.panel_is_of_several_regions,
    panels.panel_is_of_several_genders,
    people.programme_is_confirmed_in_time,
    people.person_has_few_sessions,
    panels.speaking_time_fits,
    panels.panel_speaks_the_languages,
    people.delegation_has_enough_experts,
    interpretation.teams_can_bear_the_week,
    programme.session_is_within_working_times,
    programme.programme_is_in_order,
    programme.released_time_is_kept,
)
"""Every rule, once, errors first, in the order in which they are explained."""
