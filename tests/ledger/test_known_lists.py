"""Lists of the books as known at an instant: what is posted afterwards changes no answer that was given."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.http import Caller
from tests.support.trade import Trade, make_trade
from tests.support.world import NOW

FIRST, SECOND, THIRD = (date(2026, 6, day) for day in (1, 2, 3))
THEN = (NOW + timedelta(minutes=1)).isoformat()
LISTS = ("/stock/moves", "/cost-entries", "/commitment-entries", "/voucher-lines", "/account-balances")


def posted() -> Trade:
    """Return a trade in which something was ordered, received and issued."""
    trade = make_trade()
    trade.buy("10", "4.00", on=FIRST)
    trade.issue("4", on=THIRD)
    return trade


def post_more(trade: Trade) -> None:
    """Post what comes late, what corrects it and what is undone; the clock of who posts stands at the same instant."""
    late = trade.buy("10", "8.00", on=SECOND)
    trade.reverse("goods_receipt", late)
    trade.buy("5", "6.00", on=SECOND)
    trade.issue("1", on=THIRD)


def ask(trade: Trade, path: str, **query: Any) -> Any:
    return Caller(trade.boss).get(path, company_id=str(trade.world.company_id), **query).body


@pytest.mark.parametrize("path", LISTS)
class TestKnownLists:
    def test_answer_the_same_for_ever(self, path: str) -> None:
        trade = posted()
        before = ask(trade, path, known_at=THEN)
        assert before["rows"] and before == ask(trade, path)

        post_more(trade)

        assert ask(trade, path, known_at=THEN) == before
        assert ask(trade, path) != before

    def test_know_nothing_before_anything_was_recorded(self, path: str) -> None:
        trade = posted()

        assert ask(trade, path, known_on="2026-05-31")["rows"] == []

    def test_refuse_an_instant_to_come(self, path: str) -> None:
        trade = posted()

        answer = Caller(trade.boss).get(path, company_id=str(trade.world.company_id), known_at="2999-01-01T00:00:00Z")

        assert (answer.status, answer.body["code"]) == (409, "ledger.known_in_future")


class TestKnownListsOfAllCompanies:
    def test_each_company_has_its_own_end_of_the_day(self) -> None:
        trade = posted()
        before = Caller(trade.boss).get("/stock/moves", known_on="2026-06-15").body
        assert len(before["rows"]) == 2

        post_more(trade)

        assert Caller(trade.boss).get("/stock/moves", known_on="2026-06-15").body == before
        assert Caller(trade.boss).get("/stock/moves", known_on="2026-06-14").body["rows"] == []
