"""No order of statements, clocks, cuts and restarts makes a hidden or flagged alert lead to an arrest there.

Flags and hidings come and go at random, between checks, requests and arrests, with lines cut and nodes restarted. After each
step every door to an arrest is tried where the alert is flagged or hidden: the post, the hold, the admission, the arrest.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable

import pytest

from mithaq.app import alerts, border, cases
from mithaq.app.border import Check
from mithaq.app.own_say import flags, hiding
from mithaq.app.own_say.hidden import until
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.instant import text
from mithaq.domain.own_say.hiding import Authorisation
from mithaq.testing import acts
from mithaq.testing.stopping import stopped_on
from mithaq.testing.world import World

PAPER = Authorisation("a synthetic court", "1/2026", "2026-11-20")
STEPS = 14
BLOCKED = ("alert.flagged", "alert.hidden")


class Play:
    """TN seeks a person; EG holds a request of TN's on him, requested or admitted, and flags and unflags as it likes."""

    def __init__(self, seed: int, state: CaseState) -> None:
        self.chance = random.Random(seed)
        self.world = World(seed, ("TN", "EG", "GS", "OC"))
        self.alert = acts.circulated(self.world)
        self.case = acts.case_until(self.world, state, alert=self.alert)
        self.state = state
        self.blocked = 0

    def step(self) -> None:
        moves: list[Callable[[], object]] = [
            self.flag, self.unflag, self.publish, self.withdraw, self.hide, self.show, self.wait, self.cut, self.restart,
        ]  # fmt: skip
        with contextlib.suppress(Refusal):  # what is refused has no effect
            self.chance.choice(moves)()
        if self.chance.random() < 0.5:
            self.world.step()
        self.look()

    def flag(self) -> object:
        return flags.set_flag(self.world["EG"], self.world.actor("EG", "bureau"), self.alert, "flag_judge")

    def unflag(self) -> object:
        return flags.lift_flag(self.world["EG"], self.world.actor("EG", "prosecutor"), self.alert, "unflag_gone")

    def publish(self) -> object:
        return flags.publish(self.world["EG"], self.world.actor("EG", "bureau"), "own_nationals")

    def withdraw(self) -> object:
        published = flags.classes(self.world["EG"], self.world.actor("EG", "bureau"))
        return [flags.withdraw(self.world["EG"], self.world.actor("EG", "bureau"), one.id) for one in published]

    def hide(self) -> object:
        return hiding.hide(self.world["TN"], self.world.actor("TN", "judge"), self.alert, PAPER)

    def show(self) -> object:
        return hiding.show(self.world["TN"], self.world.actor("TN", "bureau"), self.alert)

    def wait(self) -> object:
        return self.world.clock.forward(hours=self.chance.choice([1, 20, 49]))

    def cut(self) -> None:
        if self.chance.random() < 0.5:
            self.world.net.cut("EG", self.world.nodes)
        else:
            self.world.net.heal()

    def restart(self) -> object:
        return self.world.restart("EG")

    def look(self) -> None:
        """Where EG knows the alert to be flagged or hidden, no door is open."""
        node = self.world["EG"]
        with node.store.read() as reader:
            flagged = flags.on(node, reader, self.alert) is not None
            fold = alerts.load(reader, self.alert)
        hidden = fold is not None and bool(until(node, fold))
        if not (flagged or hidden):
            return
        self.blocked += 1
        now, post = text(node.now()), self.world.actor("EG", "border")
        seen = border.check(node, post, asked()).candidates
        if hidden:
            assert seen == ()
            with pytest.raises(NotFound):
                stopped_on(node, post, self.alert, now, now)
        else:
            assert [one.action for one in seen] == ["locate_only"]
            hit = stopped_on(node, post, self.alert, now, now)
            assert hit.hold_until == hit.held_from
        type = "detention.admitted" if self.state is CaseState.REQUESTED else "person.arrested"
        body = {} if self.state is CaseState.REQUESTED else {"held_from": now, "arrested_at": now}
        role = "prosecutor" if self.state is CaseState.REQUESTED else "bureau"
        with pytest.raises(Refusal) as refused:
            cases.act(node, self.world.actor("EG", role), self.case.id, type, body)
        assert refused.value.code in BLOCKED


def asked() -> Check:
    identity = acts.person("TN").identity
    return Check("border", name=identity.primary.full, birth=str(identity.births[0]))


@pytest.mark.parametrize(
    ("seed", "state"), [(1, CaseState.REQUESTED), (2, CaseState.ADMITTED), (3, CaseState.ADMITTED)]
)
def test_no_order_leads_to_an_arrest(seed: int, state: CaseState) -> None:
    play = Play(seed, state)
    for _ in range(STEPS):
        play.step()
    assert play.blocked >= 3, "the play has to bring about what it looks for"
    play.world.close()
