"""What an officer's entries say: which steps stand, which were taken back."""

from app.desk.undo.steps import Entry, Step, Steps, steps_of


def did(number: int, action: str = "change", undoes: int | None = None, subject: str = "1") -> Entry:
    return Entry(number, action, subject, undoes)


def numbers(steps: Steps) -> tuple[list[int], list[int]]:
    return [step.number for step in steps.done], [step.number for step in steps.undone]


def test_each_change_is_a_step_and_the_last_stands_last() -> None:
    assert numbers(steps_of([did(3), did(5), did(9)])) == ([3, 5, 9], [])
    assert numbers(steps_of([])) == ([], [])


def test_an_undone_step_stands_no_longer_and_can_be_redone() -> None:
    steps = steps_of([did(3), did(5), did(6, "undo", 5)])

    assert numbers(steps) == ([3], [6])
    assert steps.undone[0].origin.number == 5


def test_undoing_again_takes_the_step_before() -> None:
    assert numbers(steps_of([did(3), did(4), did(5, "undo", 4), did(6, "undo", 3)])) == ([], [5, 6])


def test_a_redone_step_stands_again_and_can_be_undone_again() -> None:
    redone = [did(3), did(4, "undo", 3), did(5, "redo", 4)]

    assert numbers(steps_of(redone)) == ([5], [])
    undone = steps_of([*redone, did(6, "undo", 5)])
    assert numbers(undone) == ([], [6])
    assert undone.undone[0].origin.number == 3


def test_a_step_forward_forgets_what_was_undone_before_it() -> None:
    assert numbers(steps_of([did(3), did(4, "undo", 3), did(7)])) == ([7], [])


def test_an_earlier_step_can_be_undone_while_later_ones_stand() -> None:
    assert numbers(steps_of([did(3), did(4), did(5), did(6, "undo", 4)])) == ([3, 5], [6])


def test_two_undos_next_to_each_other_are_two_steps() -> None:
    steps = steps_of([did(1), did(2), did(3, "undo", 2), did(4, "undo", 1)])

    assert [len(step.entries) for step in steps.undone] == [1, 1]


def test_a_swap_is_one_step_and_so_is_its_undo() -> None:
    swap = [did(3, "swap", subject="1"), did(4, "swap", subject="2")]
    undo = [did(5, "undo", 4, "2"), did(6, "undo", 3, "1")]

    assert steps_of(swap).done == (Step(tuple(swap)),)
    taken = steps_of([*swap, *undo])
    assert numbers(taken) == ([], [5])
    assert taken.undone[0].entries == tuple(undo)


def test_two_swaps_next_to_each_other_are_two_steps() -> None:
    assert numbers(steps_of([did(number, "swap") for number in (3, 4, 5, 6)])) == ([3, 5], [])


def test_a_session_that_was_brought_back_is_known_by_its_new_id() -> None:
    steps = steps_of([did(1, subject="7"), did(2, "delete", subject="7"), did(3, "undo", 2, subject="9")])

    assert steps.subject(steps.done[0].entries[0]) == "9"
    assert steps.subject(did(8, subject="4")) == "4"


def test_an_undo_of_what_is_too_long_ago_to_be_known_is_passed_over() -> None:
    assert numbers(steps_of([did(50), did(51, "undo", 2), did(52)])) == ([50, 52], [])
