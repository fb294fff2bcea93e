"""What holds for every kind of goods document: once only, its states, its immutability, its price in statements."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError

from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.access.actor import Assignment
from gongliao.platform.public import execute, fetch, tenant_transaction
from gongliao.projects.public import close_project, complete_project
from tests.inventory.kinds import KINDS, Kind
from tests.support.refusals import refusal_of
from tests.support.statements import counted_statements
from tests.support.trade import Trade, at_once, make_trade
from tests.support.world import NOW

pytestmark = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.document)


class TestOnceOnly:
    def test_the_same_request_again_changes_nothing_and_answers_the_same(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 2)

        first, before = kind.record(kind.by(trade), request), trade.count("ledger_stockmove")
        again = kind.record(kind.by(trade), request)

        assert first == again == request.id
        assert trade.count("ledger_stockmove") == before
        assert trade.head(kind.table, first) == (
            f"{kind.prefix}-2026-0000{trade.count(f'inventory_{kind.table}')}",
            "posted",
            1,
        )

    def test_the_same_id_with_another_body_is_refused(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        kind.record(kind.by(trade), request)

        refusal = refusal_of(lambda: kind.record(kind.by(trade), replace(request, remark="another")))

        assert (refusal.code, refusal.figures()) == ("platform.request_id_reused", {"id": request.id})

    def test_eight_at_once_post_once(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        before = trade.count("ledger_stockmove")

        results = at_once([lambda: kind.record(kind.by(trade), request)] * 8)

        assert results == [request.id] * 8
        assert trade.count("ledger_stockmove") == before + kind.moves
        trade.require_sound_books()

    def test_eight_posts_of_one_draft_post_once(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        kind.save(kind.by(trade), request)
        before = trade.count("ledger_stockmove")

        results = at_once([lambda: kind.post(kind.by(trade), request.id)] * 8)

        assert results == [request.id] * 8
        assert trade.count("ledger_stockmove") == before + kind.moves

    def test_eight_reversals_under_one_id_reverse_once(self, kind: Kind) -> None:
        trade = make_trade()
        document_id, mirror_id = kind.record(kind.by(trade), kind.request(trade, 1)), new_id()

        results = at_once([lambda: kind.reverse(kind.by(trade), document_id, mirror_id)] * 8)

        assert results == [mirror_id] * 8
        trade.require_sound_books()

    def test_eight_reversals_under_different_ids_reverse_once(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))

        results = at_once([lambda: kind.reverse(kind.by(trade), document_id)] * 8)

        refused = [each for each in results if isinstance(each, Refusal)]
        assert [each.code for each in refused] == ["inventory.already_reversed"] * 7
        assert sum(isinstance(each, UUID) for each in results) == 1
        trade.require_sound_books()

    def test_a_reversal_id_that_is_taken_is_refused(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))
        mirror_id = kind.reverse(kind.by(trade), document_id)

        other_reason = refusal_of(lambda: kind.reverse(kind.by(trade), document_id, mirror_id, reason="no"))
        itself = refusal_of(lambda: kind.reverse(kind.by(trade), document_id, document_id))

        assert other_reason.code == itself.code == "platform.request_id_reused"

    def test_the_content_of_a_draft_sent_again_changes_nothing(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        kind.save(kind.by(trade), request)

        kind.save(kind.by(trade), request)
        kind.save(kind.by(trade), replace(request, version=1))

        assert trade.head(kind.table, request.id) == (None, "draft", 1)


# What each verb does in each state: the state afterwards, or the code that refuses it.
VERBS = ("save", "post", "reverse", "drop")
STATES: dict[str, tuple[str, ...]] = {
    "draft": ("draft", "posted", "platform.wrong_state", "gone"),
    "posted": ("platform.wrong_state", "posted", "reversed", "platform.wrong_state"),
    "reversed": ("platform.wrong_state", "platform.wrong_state", "inventory.already_reversed", "platform.wrong_state"),
    "mirror": ("platform.wrong_state", "posted", "inventory.reversal_not_reversible", "platform.wrong_state"),
    "missing": ("platform.document_not_found",) * 4,
}


class TestStates:
    @pytest.mark.parametrize("state", STATES)
    def test_each_verb_in_each_state(self, kind: Kind, state: str) -> None:
        trade = make_trade()
        document_id, request = _document_in(state, kind, trade)
        verbs: dict[str, Callable[[], object]] = {
            "save": lambda: kind.save(kind.by(trade), replace(request, version=1, remark="changed")),
            "post": lambda: kind.post(kind.by(trade), document_id),
            "reverse": lambda: kind.reverse(kind.by(trade), document_id),
            "drop": lambda: kind.drop(kind.by(trade), document_id, version=_version(kind, trade, document_id)),
        }
        if state == "mirror":
            request = replace(request, id=document_id)
        seen = []

        # Each verb is tried in a transaction of its own that is given up, so that all start from the same state.
        for verb in VERBS:
            seen.append(_tried(kind, trade, document_id, verbs[verb]))

        assert tuple(seen) == STATES[state]


class GivenUp(Exception):
    """Rolls a transaction back."""


def _tried(kind: Kind, trade: Trade, document_id: UUID, deed: Callable[[], object]) -> str:
    found = ""
    try:
        with tenant_transaction(trade.world.tenant.id):
            deed()
            heads = trade.rows(
                f"SELECT state FROM inventory_{kind.table} WHERE tenant_id = %s AND id = %s", document_id
            )
            found = heads[0][0] if heads else "gone"
            raise GivenUp
    except GivenUp:
        return found
    except Refusal as refusal:
        return refusal.code


def _version(kind: Kind, trade: Trade, document_id: UUID) -> int:
    rows = trade.rows(f"SELECT version FROM inventory_{kind.table} WHERE tenant_id = %s AND id = %s", document_id)
    return int(rows[0][0]) if rows else 1


def _document_in(state: str, kind: Kind, trade: Trade) -> tuple[UUID, object]:
    request = kind.request(trade, 1)
    if state == "missing":
        return request.id, request
    if state == "draft":
        return kind.save(kind.by(trade), request), request
    document_id = kind.record(kind.by(trade), request)
    if state == "posted":
        return document_id, request
    mirror_id = kind.reverse(kind.by(trade), document_id)
    return (mirror_id if state == "mirror" else document_id), request


class TestDrafts:
    def test_an_editor_who_saw_an_older_version_is_refused(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        kind.save(kind.by(trade), request)
        kind.save(kind.by(trade), replace(request, version=1, remark="first"))

        save = refusal_of(lambda: kind.save(kind.by(trade), replace(request, version=1, remark="second")))
        drop = refusal_of(lambda: kind.drop(kind.by(trade), request.id, version=1))

        assert save.code == drop.code == "platform.stale_version"
        assert save.figures() == drop.figures() == {"seen": 1, "current": 2}

    def test_a_draft_of_a_store_out_of_reach_can_neither_be_changed_posted_nor_dropped(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        kind.save(kind.by(trade), request)
        stranger = trade.world.person(kind.role, scope_kind="warehouse", scope_id=trade.other_works.id)

        mine = replace(request, version=1, remark="mine now")

        assert refusal_of(lambda: kind.save(stranger, mine)).code == "platform.document_not_found"
        assert refusal_of(lambda: kind.post(stranger, request.id)).code == "platform.document_not_found"
        assert refusal_of(lambda: kind.drop(stranger, request.id)).code == "platform.document_not_found"

    def test_who_sees_all_but_acts_elsewhere_can_neither_change_post_nor_drop_it(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1)
        kind.save(kind.by(trade), request)
        director = trade.world.person("director")
        elsewhere = Assignment(kind.role, "warehouse", trade.other_works.id)
        both = replace(director, assignments=(*director.assignments, elsewhere), _reach={})

        mine = replace(request, version=1, remark="mine now")

        assert refusal_of(lambda: kind.save(both, mine)).code == "platform.missing_grant"
        assert refusal_of(lambda: kind.post(both, request.id)).code == "platform.missing_grant"
        assert refusal_of(lambda: kind.drop(both, request.id)).code == "platform.missing_grant"

    def test_a_posted_document_out_of_reach_does_not_tell_its_state(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))
        stranger = trade.world.person(kind.role, scope_kind="warehouse", scope_id=trade.other_works.id)

        assert refusal_of(lambda: kind.post(stranger, document_id)).code == "platform.document_not_found"
        assert refusal_of(lambda: kind.reverse(stranger, document_id)).code == "platform.document_not_found"

    def test_a_draft_moves_nothing_and_takes_no_number(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 2)
        before = trade.count("ledger_stockmove"), trade.count("platform_outboxevent")

        kind.save(kind.by(trade), request)

        assert (trade.count("ledger_stockmove"), trade.count("platform_outboxevent")) == before
        assert trade.head(kind.table, request.id) == (None, "draft", 1)

    def test_a_draft_posts_what_recording_at_once_would(self, kind: Kind) -> None:
        drafted, direct = make_trade(), make_trade()
        request = kind.request(drafted, 2)
        kind.save(kind.by(drafted), request)
        kind.post(kind.by(drafted), request.id)
        at_once_id = kind.record(kind.by(direct), kind.request(direct, 2))

        assert drafted.values_of(request.id) == direct.values_of(at_once_id)
        assert drafted.pool() == direct.pool() and drafted.cost() == direct.cost()
        assert drafted.head(kind.table, request.id)[:2] == direct.head(kind.table, at_once_id)[:2]


class TestForEver:
    def test_a_posted_document_and_its_lines_stay_as_they_are(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))
        head, line = f"inventory_{kind.table}", f"inventory_{kind.table}line"

        for statement in (
            f"UPDATE {head} SET remark = 'x' WHERE tenant_id = %s AND id = %s",
            f"UPDATE {head} SET state = 'draft' WHERE tenant_id = %s AND id = %s",
            f"DELETE FROM {head} WHERE tenant_id = %s AND id = %s",
            f"UPDATE {line} SET quantity = 1 WHERE tenant_id = %s AND document_id = %s",
            f"DELETE FROM {line} WHERE tenant_id = %s AND document_id = %s",
        ):
            with pytest.raises((psycopg.Error, DatabaseError), match="posted"), _own_transaction(trade):
                execute(statement, (trade.world.tenant.id, document_id))

    def test_no_line_comes_to_it_later(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))
        line = f"inventory_{kind.table}line"
        columns = [name for (name,) in _columns(trade, line) if name not in ("id", "line_no")]
        names = ", ".join(columns)

        with pytest.raises(psycopg.Error, match="posted"), _own_transaction(trade):
            fetch(
                f"INSERT INTO {line} (id, line_no, {names}) SELECT %s, 2, {names} FROM {line}"
                " WHERE tenant_id = %s AND document_id = %s RETURNING id",
                (new_id(), trade.world.tenant.id, document_id),
            )


class TestStatements:
    def test_a_posting_costs_as_many_statements_with_100_lines_as_with_one(self, kind: Kind) -> None:
        trade = make_trade()
        # The first posting marks items and nodes as used, which later ones find done.
        kind.record(kind.by(trade), kind.request(trade, 1))
        counts = {}

        for lines in (1, 10, 100):
            request = kind.request(trade, lines)
            with counted_statements() as statements:
                kind.record(kind.by(trade), request)
            counts[lines] = len(statements)

        assert counts[1] == counts[10] == counts[100]

    def test_a_reversal_costs_as_many_statements_with_100_lines_as_with_one(self, kind: Kind) -> None:
        trade = make_trade()
        counts = {}

        for lines in (1, 10, 100):
            document_id = kind.record(kind.by(trade), kind.request(trade, lines))
            with counted_statements() as statements:
                kind.reverse(kind.by(trade), document_id)
            counts[lines] = len(statements)

        assert counts[1] == counts[10] == counts[100]

    def test_a_thousand_lines_post(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 1000)

        kind.record(kind.by(trade), request)

        assert len(trade.values_of(request.id)) == 1000 * kind.moves
        assert sum(trade.values_of(request.id)) == 40_000 * (kind.moves - kind.unpriced)
        trade.require_sound_books()


class TestReversal:
    def test_puts_stock_cost_and_commitment_back(self, kind: Kind) -> None:
        trade = make_trade()
        request = kind.request(trade, 3)
        before = trade.pool(), trade.stock(), trade.cost(), trade.committed()

        document_id = kind.record(kind.by(trade), request)
        moved = trade.pool(), trade.stock(), trade.cost(), trade.committed()
        kind.reverse(kind.by(trade), document_id)

        assert moved != before
        assert (trade.pool(), trade.stock(), trade.cost(), trade.committed()) == before
        trade.require_sound_books()

    def test_of_a_closed_project_is_refused(self, kind: Kind) -> None:
        trade = make_trade()
        document_id = kind.record(kind.by(trade), kind.request(trade, 1))
        complete_project(actor=trade.boss, project_id=trade.works.id, at=NOW)
        close_project(actor=trade.boss, project_id=trade.works.id, at=NOW)

        if kind.document in {"stock_transfer", "supplier_return", "stock_scrap", "stock_count", "opening_balance"}:
            # Goods that lie in stores, on their way between them or lost from them, belong to no node.
            kind.reverse(kind.by(trade), document_id)
        else:
            assert refusal_of(lambda: kind.reverse(kind.by(trade), document_id)).code == "projects.node_closed"


def _own_transaction(trade: Trade):  # type: ignore[no-untyped-def]
    return tenant_transaction(trade.world.tenant.id)


def _columns(trade: Trade, table: str) -> list[tuple[str]]:
    return trade.rows(
        "SELECT column_name::text FROM information_schema.columns WHERE %s IS NOT NULL AND table_name = %s", table
    )
