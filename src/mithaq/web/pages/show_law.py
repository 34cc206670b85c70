"""How rules of the law stand on a page: on which article something rests, and that a rule is still to be confirmed."""

from __future__ import annotations

from markupsafe import Markup

from mithaq.domain.footing import RESTS, Limit, footing
from mithaq.domain.instrument import Asked, Later, Rule
from mithaq.domain.law import Law
from mithaq.law.sources import sources
from mithaq.ops.texts import Texts

_MARK = Markup('<span class="unconfirmed">{}</span>')
_ARTICLE = Markup('{} <bdi dir="ltr" class="code">{}</bdi>')


class ShowLaw:
    """What the pages say of the law, in their language. Whether a rule is confirmed is always asked of the law itself."""

    def __init__(self, texts: Texts, law: Law) -> None:
        self._texts = texts
        self._law = law

    def instrument(self, code: str) -> str:
        """The name of a treaty."""
        instrument = self._law.instruments.get(code)
        return instrument.name.within(self._texts.language) if instrument else code

    def source(self, text: str) -> str:
        """Where a rule comes from."""
        return sources().within(text, self._texts.language)

    def ground(self, code: str) -> str:
        """The name of a coded ground."""
        ground = self._law.grounds.get(code)
        return ground.label.within(self._texts.language) if ground else code

    def ground_rests(self, code: str, instrument: str) -> str:
        """The same with its article under the instrument of the case, in one line of plain text: for a list."""
        return " · ".join((self.ground(code), *self._rests(code, instrument)))

    def ground_marked(self, code: str, instrument: str) -> Markup:
        """The same on a page."""
        said = self._rests(code, instrument)
        return Markup("{} <small>{}</small>").format(self.ground(code), " · ".join(said)) if said else Markup.escape(
            self.ground(code)
        )  # fmt: skip

    def unsure(self, instrument: str, *tests: Asked | Later) -> Markup:
        """The mark beside what rests on these rules of the instrument, if one of them is not confirmed, or is not known; for
        rules of the house, that they are.
        """
        pack = self._law.instruments.get(instrument)
        rules = [pack.rule(test) if pack else None for test in tests]
        if all(rule is not None and rule.confirmed for rule in rules):
            return Markup()
        if all(rule is not None and (rule.house or rule.confirmed) for rule in rules):
            return _MARK.format(self._texts.gettext("house rule"))
        return _MARK.format(self._texts.gettext("confirm against the official text"))

    def unsure_ranking(self, instrument: str) -> Markup:
        """The mark beside an order of several requests; the order is a table of the pack of its own."""
        pack = self._law.instruments.get(instrument)
        if pack is not None and pack.ranking is not None and pack.ranking.confirmed:
            return Markup()
        return _MARK.format(self._texts.gettext("confirm against the official text"))

    def rules(self, instrument: str) -> tuple[Rule, ...]:
        """The rules of an instrument, in our own words: of an amendment, what stands beside the choice of the instrument."""
        pack = self._law.instruments.get(instrument)
        return pack.rules if pack else ()

    def limit_rests(self, run: Limit) -> Markup:
        """On what a limit rests: an article and whose, a rule of the house, or no article that anybody has shown."""
        said: list[Markup | str] = []
        if run.article:
            said.append(_ARTICLE.format(self._texts.gettext("Article"), run.article))
        if run.instrument and (run.article or not run.house):
            said.append(self.instrument(run.instrument))
        if run.house:
            said.append(self._texts.gettext("house rule"))
        elif not run.article:
            said.append(self._texts.gettext("no article"))
        return Markup(" · ").join(said)

    def _rests(self, code: str, instrument: str) -> tuple[str, ...]:
        ground = self._law.grounds.get(code)
        if ground is None or ground.use not in RESTS:
            return ()
        rests = footing(self._law, code, instrument)
        if not rests.known:
            return (self._texts.gettext("no article known: confirm against the official text"),)
        article = f"{self._texts.gettext('Article')} {rests.article}" if rests.article else ""
        treaty = rests.treaty.within(self._texts.language) if rests.treaty else ""
        house = (
            (self._texts.gettext("house rule") if article else self._texts.gettext("the floor (house rule)"))
            if rests.house
            else ""
        )
        doubt = "" if rests.house or rests.confirmed else self._texts.gettext("confirm against the official text")
        return tuple(filter(None, (article, treaty, house, doubt)))
