"""Ten releases of one meeting, with whatever happens to a programme between two of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.machinery.officer import JSON, Officer, at

Seen = dict[str, tuple[int, str]]
"""SEQUENCE and STATUS by the name that the session has among the secretariat."""

PANELS = {
    "Forces": ("01", "02", "03"),
    "Witnesses": ("01", "02", "03", "04"),
    "Training": ("01", "02", "03"),
    "Code": ("05", "03", "04"),
}


def seat(person: JSON, role: str = "panelist", invitation: str = "accepted") -> JSON:
    """A seat to give."""
    return {"participant_id": person["id"], "role": role, "invitation": invitation}


@dataclass
class Secretariat:
    """An officer with a meeting. Each step changes the draft and releases; it gives what delegates see differ."""

    officer: Officer
    sessions: dict[str, JSON] = field(default_factory=dict)
    people: dict[str, JSON] = field(default_factory=dict)

    def prepare(self) -> None:
        """The meeting, its people and a first draft."""
        officer = self.officer
        officer.open_meeting()
        office = {"code": "UNODC", "kind": "organisation", "names": {"en": "United Nations Office"}}
        officer.do("POST", "/delegations", json=office)
        for number, code in (("01", "FRA"), ("02", "KEN"), ("03", "KEN"), ("04", "KEN"), ("05", "FRA"), ("06", "KEN")):
            self.people[number] = officer.person(f"Panelist {number}", code)
        first, second = officer.themes.values()
        self._add("Opening", kind="opening", status="confirmed", **at("10:00-11:00"))
        self._add("Coffee", kind="break", status="confirmed", **at("11:00-11:30"))
        self._add("Forces", theme_id=first, **at("15:00-18:00"))
        self._add("Witnesses", theme_id=second, **at("10:00-13:00", day=1))
        self._add("Training", "Boardroom D", theme_id=first, **at("15:00-18:00", day=1))
        self._add("Code", "Boardroom D", theme_id=second, **at("10:00-13:00", day=2))
        self._add("Side event", "Boardroom D", kind="side_event", organiser="UNODC", **at("13:00-14:30", day=2))
        self._add("Late", status="draft", theme_id=second, **at("10:00-13:00", day=3))
        self._add("Closing", kind="closing", status="confirmed", **at("15:00-16:00", day=4))
        for name in PANELS:
            self._seat(name, *PANELS[name])
        for name in ("Forces", "Witnesses", "Code"):
            self._change(name, status="confirmed")

    @property
    def steps(self) -> tuple[Callable[[], Seen], ...]:
        """What happens, in order."""
        return (
            self.release_first,
            self.move_one_and_give_one_another_room,
            self.cancel_one_and_add_one,
            self.put_one_under_another_theme_and_take_a_seat_away,
            self.give_the_seat_back_and_hear_a_panelist_decline,
            self.reinstate_one_and_take_one_back,
            self.release_what_was_taken_back_and_rename_a_room,
            self.republish_the_third,
            self.return_to_the_draft_and_send_a_panelist_for_another_delegation,
            self.cancel_unplace_complete_and_retitle,
        )

    def release_first(self) -> Seen:
        """Everything but the draft."""
        self.officer.publish()
        tentative = dict.fromkeys(("Training", "Side event"), (0, "TENTATIVE"))
        return tentative | dict.fromkeys(("Opening", "Forces", "Witnesses", "Code", "Closing"), (0, "CONFIRMED"))

    def move_one_and_give_one_another_room(self) -> Seen:
        """To another day; to the other room."""
        self._change("Forces", **at("15:00-18:00", day=2))
        self._change("Witnesses", room_id=self.officer.rooms["Boardroom D"])
        self.officer.publish()
        return {"Forces": (1, "CONFIRMED"), "Witnesses": (1, "CONFIRMED")}

    def cancel_one_and_add_one(self) -> Seen:
        """A session that was tentative; a session that was a draft."""
        self.officer.step(self.sessions["Training"], "cancel")
        self._change("Late", status="tentative")
        self.officer.publish()
        return {"Training": (1, "CANCELLED"), "Late": (0, "TENTATIVE")}

    def put_one_under_another_theme_and_take_a_seat_away(self) -> Seen:
        """From theme ii to theme i; somebody is named in one session less."""
        self._change("Code", theme_id=self.officer.themes["i"])
        self._seat("Witnesses", "01", "03", "04")
        self.officer.publish()
        return {"Code": (1, "CONFIRMED"), "Witnesses": (2, "CONFIRMED")}

    def give_the_seat_back_and_hear_a_panelist_decline(self) -> Seen:
        """A panel that is not complete any more becomes tentative, and names nobody."""
        self._seat("Witnesses", *PANELS["Witnesses"])
        self._change("Code", status="tentative")
        self._seat("Code", "05", "03", "04", declined="04")
        self.officer.publish()
        return {"Witnesses": (3, "CONFIRMED"), "Code": (2, "TENTATIVE")}

    def reinstate_one_and_take_one_back(self) -> Seen:
        """The cancelled session takes place after all; the side event is a draft again."""
        self.officer.step(self.sessions["Training"], "reinstate")
        self._change("Side event", status="draft")
        self.officer.publish()
        return {"Training": (2, "TENTATIVE"), "Side event": (1, "CANCELLED")}

    def release_what_was_taken_back_and_rename_a_room(self) -> Seen:
        """Every session in the room is told by its new name."""
        self._change("Side event", status="tentative")
        path = f"/rooms/{self.officer.rooms['Boardroom D']}"
        version = self.officer.get(path)["version"]
        self.officer.do("PATCH", path, version, json={"name": "Boardroom Danube"})
        self.officer.publish()
        tentative = {"Training": (3, "TENTATIVE"), "Code": (3, "TENTATIVE"), "Side event": (2, "TENTATIVE")}
        return {"Witnesses": (4, "CONFIRMED"), **tentative}

    def republish_the_third(self) -> Seen:
        """All as it was then, and yet nothing older than what a delegate holds."""
        self.officer.do("POST", f"/meetings/{self.officer.meeting}/releases/3/republish")
        confirmed = {"Witnesses": (5, "CONFIRMED"), "Code": (4, "CONFIRMED")}
        return {"Training": (4, "CANCELLED"), "Side event": (3, "TENTATIVE"), **confirmed}

    def return_to_the_draft_and_send_a_panelist_for_another_delegation(self) -> Seen:
        """The draft was left alone; whoever names the panelist names the delegation too."""
        person = self.people["02"]
        self.officer.do("PATCH", f"/participants/{person['id']}", 1, json={"delegation": "FRA"})
        self.officer.publish()
        tentative = {"Training": (5, "TENTATIVE"), "Code": (5, "TENTATIVE"), "Side event": (4, "TENTATIVE")}
        return {"Forces": (2, "CONFIRMED"), "Witnesses": (6, "CONFIRMED"), **tentative}

    def cancel_unplace_complete_and_retitle(self) -> Seen:
        """One with named people is cancelled, one loses its time, one gets a panelist in place of the one who declined."""
        self.officer.step(self.sessions["Forces"], "cancel")
        self._change("Late", starts=None, ends=None)
        self._seat("Code", "05", "03", "04", "06", declined="04")
        self._change("Code", status="confirmed")
        self._change("Opening", titles={"en": "Opening of the session"})
        self.officer.publish()
        cancelled = {"Forces": (3, "CANCELLED"), "Late": (1, "CANCELLED")}
        return {**cancelled, "Code": (6, "CONFIRMED"), "Opening": (1, "CONFIRMED")}

    def _add(self, name: str, room: str = "Boardroom A", **fields: object) -> None:
        self.sessions[name] = self.officer.session(name, room, **fields)["session"]

    def _change(self, name: str, **fields: object) -> None:
        self.officer.change(self.sessions[name], **fields)

    def _seat(self, name: str, moderator: str, *panelists: str, declined: str = "") -> None:
        seats = [seat(self.people[moderator], "moderator")]
        for number in panelists:
            seats.append(seat(self.people[number], invitation="declined" if number == declined else "accepted"))
        self.officer.seats(self.sessions[name], *seats)
