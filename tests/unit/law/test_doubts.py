"""What is not to be trusted yet: unconfirmed rules one by one, and how many invented rows are refused."""

from __future__ import annotations

from mithaq.law.doubts import doubts, invented
from mithaq.law.load import load_law
from mithaq.law.rulebook import rulebook, rulebook_lines

LAW = load_law()


def test_the_doubts_of_a_pack_are_its_unconfirmed_rules_and_none_of_the_house() -> None:
    found = {one.article for one in doubts(LAW.instruments["riyadh-1983"])}
    assert {"39", "41(b)", "52", "53", "54"} <= found
    assert not {"41(a)", "42", "45"} & found
    assert all(one.says.ar and one.says.en and one.says.fr for one in doubts(LAW.instruments["riyadh-1983"]))


def test_outside_a_demonstration_the_invented_rows_are_counted_as_refused() -> None:
    demo = load_law(demo=True)
    assert demo.refused == {}
    assert LAW.refused == invented()
    assert LAW.refused["authorities.csv"] == len(demo.authorities) - len(LAW.authorities) > 0
    assert LAW.refused["penalties.csv"] == len(demo.penalties) - len(LAW.penalties) > 0


def test_the_rulebook_says_in_one_line_how_many_were_refused() -> None:
    count = sum(LAW.refused.values())
    assert f"refused here and never applied: {count}." in rulebook(LAW, "en")
    assert "refused here" not in rulebook(load_law(demo=True), "en")
    *_, last = rulebook_lines(LAW)
    assert last["synthetic_refused"] == count
