"""What the screening says of one alert: a finding for each rule, and the worst of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from mithaq.domain.instrument import Words
from mithaq.domain.screening.rule import RANK, Lifted, Result, Rule


class Finding(Struct, frozen=True):
    """The answer of one rule. `params` fill the {places} of what the rule says. Nothing but a person turns a concern into
    clear; a stop that can be `lifted` waits until each reviewer has read the decision or weighed the risk.
    """

    rule: str
    result: Result
    params: Mapping[str, str]
    source: str
    confirmed: bool
    house: bool
    lifted: Lifted
    says: Words

    def within(self, language: str) -> str:
        """The reason in that language."""
        return self.says.within(language)


def found(rule: Rule, params: Mapping[str, str] | None) -> Finding:
    """The finding of a rule whose test was met with these parameters, or was not (None)."""
    result: Result = "clear" if params is None else rule.result
    says = rule.says if params is None else filled(rule.says, params)
    return Finding(rule.id, result, params or {}, rule.source, rule.confirmed, rule.house, rule.lifted, says)


def filled(words: Words, params: Mapping[str, str]) -> Words:
    """The three texts with the values in their places."""
    return Words(*(_filled(text, params) for text in (words.ar, words.en, words.fr)))


def _filled(text: str, params: Mapping[str, str]) -> str:
    for name, value in params.items():
        text = text.replace("{" + name + "}", value)
    return text


def worst(findings: Sequence[Finding]) -> Result:
    """The gravest result; *clear* where nothing was found."""
    return max((finding.result for finding in findings), key=RANK.__getitem__, default="clear")


def stops(findings: Sequence[Finding], *, urgent: bool = False) -> tuple[str, ...]:
    """The rules that stop it whatever a reviewer reads; for an urgent alert, which one reviewer lets through, every stop."""
    return tuple(one.rule for one in findings if one.result == "stop" and (urgent or not one.lifted))


def to_look_at(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The rules that each reviewer has to name before he may accept: concerns, and stops that he may lift."""
    return tuple(one.rule for one in findings if one.result == "concern" or (one.result == "stop" and one.lifted))
