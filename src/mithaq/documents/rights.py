"""The letter of rights: to the person who is held, in the language that he or she understands, in plain words."""

from __future__ import annotations

from mithaq.documents.blocks import Block, Break, Heading, Note, Passage, Point, Points, Prose, Side, Signs, Two, own
from mithaq.documents.source import Source
from mithaq.documents.tongues import Tongues
from mithaq.domain.case.clocks import ClockRun, instant, zone_of
from mithaq.domain.instrument import Clock
from mithaq.domain.law import HouseRule
from mithaq.ops.texts import LANGUAGES


def rights_letter(source: Source) -> list[Block]:
    """The letter, first in the language understood, then in the other one."""
    first: tuple[Side, Side] = ("other", "ar") if source.case.language == source.tongues.other else ("ar", "other")
    blocks: list[Block] = []
    for side in first:
        blocks += [*([Break()] if blocks else []), *_letter(source, side)]
    say = source.tongues
    places = (
        say.say("Received by the person (refusing to sign costs no right)"),
        say.say("Read out by, date and time"),
    )
    return [*blocks, Signs(places)]


def _letter(source: Source, side: Side) -> list[Block]:
    say, case = source.tongues, source.case
    who = {"requesting": say.member(case.requesting), "requested": say.member(case.requested)}
    asked = source.asked
    blocks: list[Block] = []
    if case.language and case.language not in LANGUAGES:
        unknown = say.say(
            "This letter does not exist in the language of the person (%(language)s). An interpreter reads it aloud, "
            "and stays for every question.", language=case.language,
        )  # fmt: skip
        blocks.append(Note(unknown, "warn", side))
    hello = say.say("Good day. This letter is yours: keep it, and show it to your lawyer and your family.")
    why = say.say(
        "%(requesting)s has asked %(requested)s to hold you and to hand you over to it. Nobody has found you guilty here. "
        "Below is what you may ask for, from now on and at every hour.", **who,
    )  # fmt: skip
    blocks += [Prose(hello, side, large=True), Prose(why, side)]
    said = own(asked.offence.summary) if asked is not None else ()
    if said:
        blocks.append(Passage(say.say("What the requesting state says you have done"), said[0]))
    else:
        blocks.append(Note(say.say("What you are said to have done is not stated here. You have the right to be told: ask."),
                           "warn", side))  # fmt: skip
    return [*blocks, Heading(say.say("Your rights"), 2), Points(tuple(_points(source)), side), _wish(source, side)]


def _points(source: Source) -> list[Point]:
    say, case = source.tongues, source.case
    requesting = say.member(case.requesting)
    house = say.say("House rule of Mithaq")
    hours = _consent_after(source)
    points = [
        Point(say.say("To understand"), say.say(
            "Everything is told to you in a language that you understand. Ask for an interpreter whenever you need one."),
              house),
        Point(say.say("A lawyer"), say.say(
            "You may choose a lawyer, and one is appointed for you if you have none. Your lawyer may read the file."),
              house),
        Point(say.say("To be heard"), say.say(
            "A judge hears you before anybody decides whether you are handed over."), house),
        Point(say.say("Your consul"), say.say(
            "Your consul is told only if you ask for it. If you seek protection from your state, it is not told.")),
        Point(say.say("An end to waiting"), _limits(source), _article(source)),
        Point(say.say("If you are in danger"), say.say(
            "If you fear torture, ill-treatment or persecution in %(requesting)s, say so: to the judge, to your lawyer, or "
            "to the oversight commission. You may ask for protection at any time.", requesting=requesting)),
        Point(say.say("Not to be sent away in secret"), say.say(
            "Nobody may deport or expel you to %(requesting)s beside this procedure, nor to a state that may hand you over "
            "to it.", requesting=requesting), house),
    ]  # fmt: skip
    if hours is not None:
        points.append(Point(say.say("To agree, or not"), say.say(
            "You need not agree to be handed over. You can agree only before a judge, with your lawyer and, where you need "
            "one, an interpreter, and not in the first %(n)s hours. You may take it back until you are handed over.",
            n=hours.number,
        ), house if hours.house else None))  # fmt: skip
    return [
        *points,
        Point(say.say("Reasons, and an appeal"), say.say(
            "Every decision gives its reasons. You may appeal as the law of the state that holds you allows.")),
        Point(say.say("Somebody who watches over this"), say.say(
            "The oversight commission is independent of both states. You, or your lawyer, may ask it what is held about "
            "you, and have it corrected, stopped or erased."), house),
    ]  # fmt: skip


def _consent_after(source: Source) -> HouseRule | None:
    """The hours before which nobody consents, as they held at the arrest."""
    rule, arrested = source.law.house.get("consent_after"), instant(source.case.arrested_at)
    if rule is None or arrested is None:
        return rule
    return rule.on(arrested.astimezone(zone_of(source.law.zones.get(source.case.requested, ""))).date())


def _limits(source: Source) -> Two:
    """Until when at most, by the clocks that run; where none does, that nobody knows is said."""
    say, case = source.tongues, source.case
    runs = {run.clock: run for run in case.clocks if run.must_release and run.running}
    document, longest = runs.get(Clock.DOCUMENT), runs.get(Clock.DETENTION)
    order = runs.get(Clock.ORDER)
    if source.page.view.release_due:
        return say.say("You are to be released now.")
    if order is not None:
        return say.say("A court has ordered that you may be held until %(until)s at most.", until=_until(source, order))
    if document is not None and longest is not None:
        return say.say(
            "If the papers have not come by %(first)s, you must be released. Otherwise you may be held until %(last)s at "
            "most, unless a court orders more, with reasons.", first=_until(source, document), last=_until(source, longest),
        )  # fmt: skip
    if longest is not None:
        return say.say("You may be held until %(until)s at most, unless a court orders more, with reasons.",
                       until=_until(source, longest))  # fmt: skip
    return say.say("No time limit is running in this record. Ask the judge or your lawyer until when you may be held.")


def _until(source: Source, run: ClockRun) -> Two:
    shown = source.tongues.when(run.due_at)[0]
    return shown if isinstance(shown, Two) else Two(run.due_at, run.due_at)


def _article(source: Source) -> Two | None:
    """The article of the limit, and whether it is confirmed: law and way of counting."""
    say = source.tongues
    run = next((run for run in source.case.clocks if run.clock in (Clock.DETENTION, Clock.ORDER)), None)
    if run is None:
        return None
    if run.house:
        return say.say("House rule of Mithaq")
    if not run.article:
        return None if run.confirmed else say.say("confirm against the official text")
    if run.instrument:
        return _of_another(say, run)
    if run.confirmed:
        return say.say("Article %(n)s", n=run.article)
    return say.say("Article %(n)s: confirm against the official text", n=run.article)


def _of_another(say: Tongues, run: ClockRun) -> Two:
    """The same for the shorter limit of another instrument, with its name."""
    whose = say.instrument(run.instrument)
    if run.confirmed:
        return say.say("Article %(n)s, %(instrument)s", n=run.article, instrument=whose)
    return say.say("Article %(n)s, %(instrument)s: confirm against the official text", n=run.article, instrument=whose)


def _wish(source: Source, side: Side) -> Block:
    wish = source.tongues.say("You may ask to have this letter read aloud, and ask again whatever is not clear.")
    return Prose(wish, side)
