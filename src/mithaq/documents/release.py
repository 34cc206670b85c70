"""The release notice, to whoever holds the person; and the record of a surrender, for both sides to sign."""

from __future__ import annotations

from mithaq.documents import facts
from mithaq.documents.basis import basis, clock_basis, number
from mithaq.documents.blocks import Block, Heading, Note, Passage, Prose, Row, Signs, Value, own
from mithaq.documents.decision import ground, name
from mithaq.documents.source import Source
from mithaq.domain.case.case import days_begun, seconds
from mithaq.domain.case.clocks import ClockRun
from mithaq.domain.case.papers import Note as NotePaper

SURRENDER = ("surrender.dated", "person.surrendered", "surrender.received")


def release_notice(source: Source) -> list[Block]:
    """Why the person is to be free, since when, and what proves it."""
    say, case, view = source.tongues, source.case, source.page.view
    since = case.release_due_at or view.release_due_at
    order = Note(say.say(
        "The person named here is to be released at once. No later statement reverses this."
    ), "bad") if not case.released_at else Note(say.say("The person named here is free."), "good")  # fmt: skip
    reason = view.release_reason or case.release_reason
    rows = [
        Row(say.say("The person"), name(source)),
        Row(say.say("Release due since"), say.when(since)),
        Row(say.say("Reason"), (say.word("release_reason", reason),) if reason else ()),
        Row(say.say("Not free to leave since"), say.when(case.held_from)),
        *_clock_rows(source, since),
        Row(say.say("Released at"), say.when(case.released_at)),
        Row(say.say("Ground of the release"), ground(source, case.release_ground) if case.release_ground else ()),
    ]
    house = source.law.house.get("release_alarm")
    blocks: list[Block] = [order, Heading(say.say("The release")), *facts.table(rows), *_duties(source)]
    if house is not None and not case.released_at:
        blocks.append(Prose(say.say(
            "If no release is stated within %(n)s hours of the moment the release is due, the oversight commission and "
            "counsel are alarmed (house rule of Mithaq).", n=house.number,
        )))  # fmt: skip
    run = _lapsed(source, since)
    named = (number(run.article),) if run and run.article and not run.instrument else ()
    return [*blocks, basis(source, *named)]


def surrender_record(source: Source) -> list[Block]:
    """محضر التسليم والتسلّم: who handed over, who took over, when, and what follows from it."""
    say, case = source.tongues, source.case
    times = {step.event.type: step for step in source.page.steps if not step.void}
    handed, taken = times.get("person.surrendered"), times.get("surrender.received")
    rows = [
        Row(say.say("The person"), name(source)),
        Row(say.say("Handed over by"), (say.member(case.requested),)),
        Row(say.say("Handed over at"), say.when(getattr(handed.event.body, "surrendered_at", "")) if handed else ()),
        Row(say.say("Taken over by"), (say.member(case.requesting),)),
        Row(say.say("Taken over at"), say.when(getattr(taken.event.body, "received_at", "")) if taken else ()),
        Row(say.say("Day fixed for the surrender"), say.day(case.surrender_day)),
        Row(say.say("Decided at"), say.when(case.court_at)),
        Row(say.say("Provisional detention, to be deducted from the sentence"), _span(source)),
    ]
    blocks: list[Block] = [
        Prose(say.say("The person named here was handed over by the first state and taken over by the second.")),
        Heading(say.say("The surrender")), *facts.table(rows), *_notes(source),
        Heading(say.say("What binds the state that took the person over")),
        Prose(say.say(
            "It tries or punishes the person for no other earlier act and hands the person on to no other state, except as "
            "the instrument allows."
        )),
        Signs((say.say("For the state that hands over"), say.say("For the state that takes over"),
               say.say("The person"), say.say("Interpreter, if there was one"))),
        basis(source),
    ]  # fmt: skip
    return blocks


def _lapsed(source: Source, since: str) -> ClockRun | None:
    runs = [run for run in source.case.clocks if run.must_release and run.due_at == since]
    return min(runs, key=lambda run: run.clock, default=None)


def _clock_rows(source: Source, since: str) -> list[Row]:
    say, run = source.tongues, _lapsed(source, since)
    if run is None:
        return []
    return [
        Row(say.say("Clock that ran out"), (say.word("clock", run.clock), *clock_basis(source, run))),
        Row(say.say("It started"), say.when(run.started_at)),
        Row(say.say("It ended"), say.when(run.due_at)),
        Row(say.say("Lapse signed by the holding state"), say.when(source.case.lapse_signed_at)),
    ]  # fmt: skip


def _duties(source: Source) -> list[Block]:
    say = source.tongues
    return [Prose(say.say(
        "Nobody may expel, deport or refuse entry to this person towards %(requesting)s, or towards a state that may hand "
        "over to it (house rule of Mithaq).", requesting=say.member(source.case.requesting),
    ))]  # fmt: skip


def _span(source: Source) -> tuple[Value, ...]:
    """The days of all stretches together, here and in earlier cases, and when the last of them was."""
    case, say = source.case, source.tongues
    if not case.held_from or not case.surrendered_at:
        return ()
    held = case.held_seconds(case.surrendered_at)
    several = held > seconds(case.held_from, case.surrendered_at)
    since = say.say("the last of them from") if several else say.say("from")
    last = (since, *say.when(case.held_from), say.say("to"), *say.when(case.surrendered_at))
    days = case.custody_days or days_begun(held)
    return (say.say("Days under this request, all stretches together: %(days)s", days=days), *last)


def _notes(source: Source) -> list[Block]:
    """Place, escort, property: what the officers wrote beside the statements of the surrender."""
    say = source.tongues
    return [
        Passage(say.word("event", step.event.type), value)
        for step in source.page.steps
        if not step.void and step.event.type in SURRENDER and isinstance(step.paper, NotePaper)
        for value in own(step.paper.text)
    ]
