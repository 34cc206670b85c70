"""What happens to the machines: time, wrong clocks, cut lines, processes that end."""

from __future__ import annotations

from tests.simulation.play import Play


def time(play: Play) -> None:
    """Hours go by, or weeks."""
    play.world.clock.forward(hours=play.random.choice((1, 12, 24 * 10, 24 * 40)))


def skew(play: Play) -> None:
    """A clock is wrong from now on by up to an hour, ahead or behind; it may jump back as well."""
    play.world.skew(play.random.choice(play.codes), seconds=play.random.randint(-3600, 3600))


def restart(play: Play) -> None:
    """A process ends and starts anew on its disk."""
    play.world.restart(play.random.choice(play.codes))


def network(play: Play) -> None:
    """Lines are cut, or work again, as badly as before; some nodes take over what they can."""
    chance = play.random.random()
    if chance < 0.3:
        play.world.net.cut(play.random.choice(play.codes), play.codes)
    elif chance < 0.8:
        play.world.net.mend()
    play.world.step([play.random.choice(play.codes) for _ in range(3)])


def clear(play: Play) -> None:
    """The storm is over: every line works, every clock is right."""
    play.world.net.heal()
    for code in play.codes:
        play.world.skew(code)


WEATHER = (*[network] * 5, time, skew, restart)
