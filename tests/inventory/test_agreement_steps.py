"""Who takes which step of a transfer between projects, when, and what two at once come to."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from gongliao.inventory.public import propose_stock_transfer, save_stock_transfer
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.ledger.queries.period_checks import period_findings
from gongliao.platform.public import Actor, tenant_transaction
from tests.inventory.lending import Lending, decline, make_lending, yes
from tests.support.agreement import head_of, propose
from tests.support.http import Caller
from tests.support.refusals import Fault, order_of_checks, refusal_of
from tests.support.trade import at_once
from tests.support.world import NOW, TODAY


@pytest.fixture
def lending() -> Lending:
    return make_lending()


class TestWho:
    def test_a_yes_is_checked_in_the_order_that_is_documented(self, lending: Lending) -> None:
        trade, request = lending.trade, lending.request()
        stranger = trade.world.person("project_manager", scope_kind="project", scope_id=new_id())
        reader = trade.world.person("project_manager", scope_kind="warehouse", scope_id=trade.store.id)
        author = trade.world.person("storekeeper", "director")
        save_stock_transfer(actor=author, request=request, at=NOW)

        def run(actor: Actor = lending.giver, version: int = 2, step: Any = None) -> None:
            if step:
                step()
            yes(actor, request, version)

        def proposed() -> None:
            propose_stock_transfer(actor=trade.keeper, document_id=request.id, at=NOW)

        seen = order_of_checks(
            run,
            faults := [
                Fault("platform.missing_grant", {"actor": trade.keeper}, {"actor": stranger}),
                Fault("platform.document_not_found", {}, {"actor": reader}),
                Fault("platform.missing_grant", {}, {"actor": author}),
                Fault("platform.wrong_state", {}, {"step": proposed}),
                Fault("platform.stale_version", {"version": 1}, {"version": 2}),
                Fault("inventory.own_transfer", {}, {"actor": lending.giver}),
            ],
        )

        assert seen == [fault.code for fault in faults]
        assert lending.state(request) == ("proposed", 2, 1)

    @pytest.mark.parametrize("deed", ["wrote", "changed", "proposed"])
    def test_nobody_agrees_to_what_they_wrote_changed_or_proposed(self, lending: Lending, deed: str) -> None:
        trade, request = lending.trade, lending.request()
        both = trade.world.person("storekeeper", "project_manager")
        save_stock_transfer(actor=both if deed == "wrote" else trade.keeper, request=request, at=NOW)
        if deed == "changed":
            save_stock_transfer(actor=both, request=replace(request, version=1, remark="急用"), at=NOW)
        propose_stock_transfer(actor=both if deed == "proposed" else trade.keeper, document_id=request.id, at=NOW)
        version = head_of(trade.keeper, request.id)[1]

        assert refusal_of(lambda: yes(both, request, version)).code == "inventory.own_transfer"
        yes(trade.manager, request, version)
        assert lending.state(request)[0] == "agreed"

    def test_roles_that_agree(self, lending: Lending) -> None:
        world = lending.trade.world
        roles = ("administrator", "project_manager", "director", "storekeeper", "buyer", "accountant", "site_worker")

        holding = [role for role in roles if world.person(role).holds("inventory.agree_transfer")]

        assert holding == ["administrator", "project_manager", "director"]


class TestChanges:
    @pytest.mark.parametrize("agreed", [False, True])
    def test_a_change_makes_it_a_draft_and_voids_what_was_agreed(self, lending: Lending, agreed: bool) -> None:
        request = lending.agreed() if agreed else lending.proposed()
        version = head_of(lending.trade.keeper, request.id)[1]

        lending.change(request, version)

        assert lending.state(request) == ("draft", version + 2, 0)
        assert lending.journal(request)[-2:] == [("withdrawn", ""), ("saved", "")]
        assert refusal_of(lambda: lending.post(request)).figures() == {"projects": ("P1", "P2")}
        # The same change once more is known again.
        lending.change(request, version)
        assert lending.state(request) == ("draft", version + 2, 0)

    def test_the_same_content_changes_nothing(self, lending: Lending) -> None:
        request = lending.agreed()

        save_stock_transfer(actor=lending.trade.keeper, request=replace(request, version=3), at=NOW)

        assert lending.state(request) == ("agreed", 3, 2)

    def test_a_change_of_what_was_not_seen_is_refused(self, lending: Lending) -> None:
        request = lending.agreed()

        refusal = refusal_of(lambda: lending.change(request, 2))

        assert (refusal.code, refusal.figures()) == ("platform.stale_version", {"seen": 2, "current": 3})
        assert lending.state(request) == ("agreed", 3, 2)

    def test_a_change_that_is_refused_leaves_it_agreed(self, lending: Lending) -> None:
        request = lending.agreed()

        refusal = refusal_of(lambda: lending.change(replace(request, lines=(lending.request(unit="m").lines[0],)), 3))

        assert (refusal.code, lending.state(request)) == ("catalog.unit_unknown", ("agreed", 3, 2))

    def test_an_old_yes_does_not_count_for_what_is_proposed_anew(self, lending: Lending) -> None:
        request = lending.agreed()
        lending.withdraw(request)
        propose_stock_transfer(actor=lending.trade.keeper, document_id=request.id, at=NOW)
        assert lending.state(request) == ("proposed", 5, 0)

        assert refusal_of(lambda: yes(lending.giver, request, 2)).code == "platform.stale_version"

    def test_what_was_agreed_to_once_is_dropped_as_a_draft(self, lending: Lending) -> None:
        request = lending.agreed()
        decline_code = refusal_of(lambda: decline(lending.giver, request, 3)).code
        drop_code = refusal_of(lambda: lending.drop(request, 3)).code
        lending.withdraw(request)

        lending.drop(request, 4)

        assert (decline_code, drop_code) == ("platform.wrong_state", "platform.wrong_state")
        assert lending.trade.count("inventory_stocktransfer") == 0
        assert lending.trade.count("inventory_transferagreement") == 2


class TestAtOnce:
    def test_both_sides_agree(self, lending: Lending) -> None:
        for _ in range(4):
            request = lending.proposed(quantity="1")

            at_once([lambda who=who, request=request: yes(who, request) for who in (lending.giver, lending.taker)])

            assert lending.state(request) == ("agreed", 3, 2)
            assert Counter(lending.journal(request))[("agreed", "P1")] == 1

    def test_eight_times_the_same_yes_count_once(self, lending: Lending) -> None:
        request = lending.proposed()

        results = at_once([lambda: yes(lending.giver, request)] * 8)

        assert results == [request.id] * 8
        assert lending.state(request) == ("proposed", 2, 1)
        assert lending.trade.count("inventory_transferagreement") == 1

    def test_the_last_yes_and_a_change_exclude_each_other(self, lending: Lending) -> None:
        for _ in range(6):
            request = lending.proposed(quantity="1")
            yes(lending.taker, request)

            agreed, changed = at_once(
                [lambda: yes(lending.giver, request), lambda: lending.change(request, 2)]  # noqa: B023
            )

            if isinstance(changed, Refusal):
                assert changed.code == "platform.stale_version"
                assert (agreed, lending.state(request)) == (request.id, ("agreed", 3, 2))
            else:
                assert agreed.code in ("platform.wrong_state", "platform.stale_version")
                assert lending.state(request) == ("draft", 4, 0)

    def test_the_first_yes_does_not_outlive_a_change(self, lending: Lending) -> None:
        for _ in range(6):
            request = lending.proposed(quantity="1")

            at_once([lambda: yes(lending.giver, request), lambda: lending.change(request, 2)])  # noqa: B023

            assert lending.state(request) == ("draft", 4, 0)
            propose_stock_transfer(actor=lending.trade.keeper, document_id=request.id, at=NOW)
            assert lending.state(request) == ("proposed", 5, 0)

    def test_posting_and_taking_back_exclude_each_other(self, lending: Lending) -> None:
        for _ in range(4):
            request = lending.agreed()

            posted, withdrawn = at_once(
                [lambda: lending.post(request), lambda: lending.withdraw(request)]  # noqa: B023
            )

            state = lending.state(request)[0]
            if isinstance(posted, Refusal):
                assert (posted.code, state) == ("inventory.transfer_not_agreed", "draft")
            else:
                assert (withdrawn.code, state) == ("platform.wrong_state", "posted")
                lending.trade.reverse("stock_transfer", request.id)
        lending.trade.require_sound_books()


class TestOverHttp:
    def test_each_manager_finds_what_waits_for_them_and_answers(self, lending: Lending) -> None:
        trade, request = lending.trade, lending.request()
        keeper, giver, taker = (Caller(each) for each in (trade.keeper, lending.giver, lending.taker))
        save_stock_transfer(actor=trade.keeper, request=request, at=NOW)
        path = f"/stock-transfers/{request.id}"
        proposed = keeper.post(f"{path}/propose").body
        assert (proposed["state"], [side["answers"] for side in proposed["sides"]]) == ("proposed", [False, False])

        def waiting(caller: Caller) -> list[str]:
            return [todo["kind"] for todo in caller.get("/reports/home").body["todos"]]

        for caller in (giver, taker):
            assert caller.get("/stock-transfers", state="proposed").body["total"] == 1
            assert waiting(caller) == ["agree_transfer"]
        [row] = keeper.get("/stock-transfers", project_id=str(trade.other_works.id)).body["rows"]
        assert (row["state"], row["projects"]) == ("proposed", "P1, P2")

        first = giver.post(f"{path}/agree", {"version": 2}, Idempotency_Key="one")
        again = giver.post(f"{path}/agree", {"version": 2}, Idempotency_Key="one")
        assert (first.status, again.body) == (200, first.body)
        sides = [(s["project_code"], s["agreed_by_name"], s["answers"]) for s in first.body["sides"]]
        assert sides == [("P1", lending.giver.name, True), ("P2", None, False)]
        assert (waiting(giver), waiting(taker)) == ([], ["agree_transfer"])

        declined = taker.post(f"{path}/decline", {"version": 2, "reason": "不需要"}).body
        assert (declined["state"], declined["declined_reason"]) == ("draft", "不需要")
        keeper.post(f"{path}/propose")
        giver.post(f"{path}/agree", {"version": 4})
        assert taker.post(f"{path}/agree", {"version": 4}).body["state"] == "agreed"
        assert "post_transfer" in waiting(keeper)
        posted = keeper.post(f"{path}/post").body
        assert (posted["state"], posted["declined_reason"]) == ("posted", "")
        assert [side["agreed_by_name"] for side in posted["sides"]] == [lending.giver.name, lending.taker.name]

    def test_who_has_no_say_is_told_so(self, lending: Lending) -> None:
        request = lending.proposed()
        path = f"/stock-transfers/{request.id}"

        assert Caller(lending.trade.keeper).post(f"{path}/agree", {"version": 2}).status == 403
        assert Caller(lending.giver).post(f"{path}/withdraw").status == 403
        refused = Caller(lending.trade.keeper, language="zh").post(f"{path}/post")
        assert refused.body["detail"] == "项目间调拨须双方同意后才能记账，尚未同意的项目：P1, P2"

    def test_the_closing_checklist_counts_what_still_waits(self, lending: Lending) -> None:
        propose(actor=lending.trade.keeper, request=lending.request(), at=NOW)
        lending.agreed()

        with tenant_transaction(lending.trade.world.tenant.id):
            found = period_findings(company_id=lending.trade.world.company_id, month=TODAY.replace(day=1))

        [drafts] = [finding for finding in found if finding.check == "drafts"]
        assert (drafts.count, drafts.examples) == (2, ("stock_transfer",))
