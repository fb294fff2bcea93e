"""Cost notes: recorded, drafted, posted and taken back."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection

from gongliao.catalog.public import PartyNotFound
from gongliao.costing.errors import (
    AlreadyReversed,
    AmountNotPositive,
    FigureTooLarge,
    IsReversal,
    LineIdTwice,
    MaterialCategory,
    NodeOfOtherProject,
    NoteEmpty,
    ReasonMissing,
)
from gongliao.costing.models import CostNote, CostNoteLine
from gongliao.costing.public import (
    CostNoteRequest,
    CostNoteStep,
    DropCostNoteRequest,
    ReverseCostNoteRequest,
    drop_cost_note,
    post_cost_note,
    record_cost_note,
    reverse_cost_note,
    save_cost_note,
)
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from gongliao.platform.models import DocumentLink, OutboxEvent
from gongliao.platform.public import (
    CompanyNotFound,
    DateOutOfRange,
    DocumentNotFound,
    MissingGrant,
    RequestIdReused,
    StaleVersion,
    WrongState,
    tenant_transaction,
)
from gongliao.projects.models import CostCategory
from gongliao.projects.public import (
    CategoryInactive,
    CategoryNotFound,
    NodeClosed,
    NodeNotFound,
    NodeNotReleased,
    close_project,
    complete_project,
)
from tests.costing.kit import Desk, make_desk
from tests.procurement.kit import make_work
from tests.support.world import NOW, TODAY


@pytest.fixture(scope="module")
def desk() -> Desk:
    return make_desk()


def reload(desk: Desk, note_id: UUID) -> CostNote:
    with tenant_transaction(desk.scene.world.tenant.id):
        found: CostNote = CostNote.objects.get(id=note_id)
    return found


class TestRecord:
    def test_books_every_line_on_its_node(self, desk: Desk) -> None:
        note = desk.recorded(desk.line(), desk.bridge_line(amount=Decimal("19.66")))

        assert (note.state, note.amount, note.posting_date) == ("posted", Decimal("800.00"), TODAY)
        assert desk.costs(note.id) == [Decimal("780.34"), Decimal("19.66")]
        with tenant_transaction(desk.scene.world.tenant.id):
            [event] = OutboxEvent.objects.filter(document_id=note.id)
        assert event.kind == "costing.cost_recorded.1"
        assert event.payload["amount"] == "800.00"
        assert set(event.payload["project_ids"]) == {
            str(desk.scene.tower.project_id),
            str(desk.scene.bridge.project_id),
        }

    def test_books_once_when_it_is_sent_again(self, desk: Desk) -> None:
        request = desk.request()
        first = record_cost_note(actor=desk.accountant, request=request, at=NOW)

        again = record_cost_note(actor=desk.accountant, request=request, at=NOW + timedelta(hours=1))

        assert (again.id, again.number) == (first.id, first.number)
        assert desk.costs(request.id) == [Decimal("780.34")]

    def test_books_once_when_two_senders_race(self, desk: Desk) -> None:
        request, numbers = desk.request(), list[str | None]()

        def send() -> None:
            try:
                numbers.append(record_cost_note(actor=desk.accountant, request=request, at=NOW).number)
            finally:
                connection.close()

        senders = [threading.Thread(target=send) for _ in range(4)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()

        assert len(numbers) == 4
        assert len(set(numbers)) == 1
        assert desk.costs(request.id) == [Decimal("780.34")]

    def test_another_content_under_the_id_is_refused(self, desk: Desk) -> None:
        note, draft = desk.recorded(), desk.draft()

        for id in (note.id, draft.id):
            with pytest.raises(RequestIdReused):
                desk.recorded(id=id)

    def test_a_draft_of_the_same_content_is_not_taken_for_posted(self, desk: Desk) -> None:
        request = desk.request()
        save_cost_note(actor=desk.accountant, request=request, at=NOW)

        with pytest.raises(RequestIdReused):
            record_cost_note(actor=desk.accountant, request=request, at=NOW)

    def test_numbers_have_no_gaps(self) -> None:
        desk = make_desk()

        numbers = [desk.recorded().number for _ in range(2)]
        with pytest.raises(NoteEmpty):
            desk.recorded(lines=())
        numbers.append(desk.recorded().number)

        assert numbers == ["CN-2026-00001", "CN-2026-00002", "CN-2026-00003"]

    def test_complete_work_takes_costs_and_closed_work_does_not(self, desk: Desk) -> None:
        scene = desk.scene
        planned = make_work(scene.world, scene.admin, f"P{new_id().hex[-6:]}", release=False)
        done = make_work(scene.world, scene.admin, f"D{new_id().hex[-6:]}")
        complete_project(actor=scene.admin, project_id=done.project_id, at=NOW)

        desk.recorded(desk.line(project_id=done.project_id, node_id=done.node_id))
        close_project(actor=scene.admin, project_id=done.project_id, at=NOW)

        for work, refusal in ((planned, NodeNotReleased), (done, NodeClosed)):
            with pytest.raises(refusal) as refused:
                desk.recorded(desk.line(), desk.line(project_id=work.project_id, node_id=work.node_id))
            assert (refused.value.line, refused.value.field) == (2, "node_id")


Change = Callable[[Desk, CostNoteRequest], CostNoteRequest]


def one_line(**changes: Any) -> Change:
    def change(desk: Desk, request: CostNoteRequest) -> CostNoteRequest:
        values = {name: value(desk) if callable(value) else value for name, value in changes.items()}
        return replace(request, lines=(replace(request.lines[0], **values),))

    return change


# In check order: each refusal comes before all that stand below it.
REFUSED: list[tuple[Change, type[Refusal]]] = [
    (lambda d, r: replace(r, company_id=new_id()), CompanyNotFound),
    (lambda d, r: replace(r, business_date=TODAY + timedelta(days=1)), DateOutOfRange),
    (lambda d, r: replace(r, lines=(r.lines[0], r.lines[0])), LineIdTwice),
    (one_line(amount=Decimal("10000000000000000")), FigureTooLarge),
    (one_line(amount=Decimal(0)), AmountNotPositive),
    (one_line(amount=Decimal(-1)), AmountNotPositive),
    (one_line(node_id=lambda d: new_id()), NodeNotFound),
    (one_line(node_id=lambda d: d.scene.bridge.node_id), NodeOfOtherProject),
    (one_line(category_id=lambda d: new_id()), CategoryNotFound),
    (one_line(category_id=lambda d: d.scene.categories["MAT"]), MaterialCategory),
    (one_line(party_id=lambda d: new_id()), PartyNotFound),
]


class TestRefusals:
    @pytest.mark.parametrize(("change", "refusal"), REFUSED)
    @pytest.mark.parametrize("operation", [record_cost_note, save_cost_note])
    def test_are_named_and_leave_nothing(
        self, desk: Desk, operation: Callable[..., CostNote], change: Change, refusal: type[Refusal]
    ) -> None:
        request = change(desk, desk.request())

        with pytest.raises(refusal):
            operation(actor=desk.accountant, request=request, at=NOW)

        assert desk.costs(request.id) == []

    @pytest.mark.parametrize("operation", [record_cost_note, save_cost_note])
    def test_come_in_the_order_of_the_docstring(self, operation: Callable[..., CostNote]) -> None:
        told = (operation.__doc__ or "").split("Raises:")[1]

        places = [told.index(name) for name in ["MissingGrant", *(refusal.__name__ for _, refusal in REFUSED)]]

        assert places == sorted(places)

    def test_a_category_out_of_use(self, desk: Desk) -> None:
        with tenant_transaction(desk.scene.world.tenant.id):
            category = CostCategory.objects.create(
                code=f"X{new_id().hex[-6:]}", name="旧", kind="INDIRECT", active=False
            )

        with pytest.raises(CategoryInactive):
            desk.recorded(desk.line(category_id=category.id))


class TestDrafts:
    def test_are_saved_replaced_posted(self, desk: Desk) -> None:
        request = desk.request()
        save_cost_note(actor=desk.accountant, request=request, at=NOW)
        changed = replace(request, lines=(desk.line(amount=Decimal("5.50")),), version=1)
        save_cost_note(actor=desk.accountant, request=changed, at=NOW)

        posted = post_cost_note(actor=desk.accountant, request=CostNoteStep(request.id, version=2), at=NOW)
        again = post_cost_note(actor=desk.accountant, request=CostNoteStep(request.id, version=2), at=NOW)

        assert (posted.state, again.number) == ("posted", posted.number)
        assert posted.number is not None
        assert desk.costs(request.id) == [Decimal("5.50")]

    def test_stale_or_gone_on_are_refused(self, desk: Desk) -> None:
        request = desk.request()
        save_cost_note(actor=desk.accountant, request=request, at=NOW)

        with pytest.raises(StaleVersion):
            save_cost_note(actor=desk.accountant, request=replace(request, remark="x", version=4), at=NOW)
        with pytest.raises(StaleVersion):
            post_cost_note(actor=desk.accountant, request=CostNoteStep(request.id, version=4), at=NOW)
        with pytest.raises(StaleVersion):
            drop_cost_note(actor=desk.accountant, request=DropCostNoteRequest(request.id, 4))
        post_cost_note(actor=desk.accountant, request=CostNoteStep(request.id), at=NOW)
        with pytest.raises(WrongState):
            save_cost_note(actor=desk.accountant, request=replace(request, remark="x", version=2), at=NOW)

    def test_an_empty_one_is_not_posted(self, desk: Desk) -> None:
        draft = desk.draft(lines=())

        with pytest.raises(NoteEmpty):
            post_cost_note(actor=desk.accountant, request=CostNoteStep(draft.id), at=NOW)

    def test_are_dropped(self, desk: Desk) -> None:
        draft = desk.draft()

        drop_cost_note(actor=desk.accountant, request=DropCostNoteRequest(draft.id, 1))

        with pytest.raises(CostNote.DoesNotExist):
            reload(desk, draft.id)


# What each verb makes of each state; a refusal's name where it does not.
TABLE = """
          draft       posted           reversed         mirror
post      posted      posted           WrongState       posted
drop      gone        WrongState       WrongState       WrongState
reverse   WrongState  reversed         AlreadyReversed  IsReversal
"""
HEADER, *ROWS = [row.split() for row in TABLE.strip().splitlines()]
CASES = [(row[0], state, result) for row in ROWS for state, result in zip(HEADER, row[1:], strict=True)]


class TestStates:
    @pytest.mark.parametrize(("verb", "state", "result"), CASES)
    def test_every_verb_in_every_state(self, desk: Desk, verb: str, state: str, result: str) -> None:
        note = desk.draft() if state == "draft" else desk.recorded()
        if state in ("reversed", "mirror"):
            mirror = desk.reverse(note.id)
            note = mirror if state == "mirror" else reload(desk, note.id)
        verbs: dict[str, Callable[[], Any]] = {
            "post": lambda: post_cost_note(actor=desk.accountant, request=CostNoteStep(note.id), at=NOW),
            "drop": lambda: drop_cost_note(actor=desk.accountant, request=DropCostNoteRequest(note.id, note.version)),
            "reverse": lambda: desk.reverse(note.id),
        }
        refusals = {each.__name__: each for each in (WrongState, AlreadyReversed, IsReversal)}

        if result in refusals:
            with pytest.raises(refusals[result]):
                verbs[verb]()
            return
        verbs[verb]()

        if result != "gone":
            assert reload(desk, note.id).state == result

    def test_what_is_posted_stays(self, desk: Desk) -> None:
        note = desk.recorded()

        for model, change in ((CostNote, {"remark": "x"}), (CostNoteLine, {"amount": 1})):
            key = {"id": note.id} if model is CostNote else {"document_id": note.id}
            with pytest.raises(IntegrityError), tenant_transaction(desk.scene.world.tenant.id):
                model.objects.filter(**key).update(**change)


class TestReverse:
    def test_takes_every_cost_back(self, desk: Desk) -> None:
        note = desk.recorded(desk.line(), desk.bridge_line(amount=Decimal("19.66")))

        mirror = desk.reverse(note.id)

        assert (mirror.state, mirror.amount, mirror.reverses_id) == ("posted", Decimal("-800.00"), note.id)
        assert (mirror.business_date, mirror.remark) == (note.business_date, "记错了")
        assert mirror.number != note.number
        assert reload(desk, note.id).state == "reversed"
        assert sum(desk.costs(note.id) + desk.costs(mirror.id)) == 0
        with tenant_transaction(desk.scene.world.tenant.id):
            assert DocumentLink.objects.filter(before_id=note.id, after_id=mirror.id).exists()
            assert OutboxEvent.objects.get(document_id=mirror.id).payload["amount"] == "-800.00"

    def test_happens_once_when_it_is_sent_again(self, desk: Desk) -> None:
        note, id = desk.recorded(), new_id()
        first = desk.reverse(note.id, id=id)

        again = desk.reverse(note.id, id=id)

        assert again.id == first.id == id
        assert desk.costs(id) == [Decimal("-780.34")]
        with pytest.raises(RequestIdReused):
            desk.reverse(note.id, id=id, reason="another")

    def test_needs_a_reason(self, desk: Desk) -> None:
        with pytest.raises(ReasonMissing):
            desk.reverse(desk.recorded().id, reason=" ")

    def test_closed_work_is_opened_first(self, desk: Desk) -> None:
        scene = desk.scene
        work = make_work(scene.world, scene.admin, f"C{new_id().hex[-6:]}")
        note = desk.recorded(desk.line(project_id=work.project_id, node_id=work.node_id))
        complete_project(actor=scene.admin, project_id=work.project_id, at=NOW)
        close_project(actor=scene.admin, project_id=work.project_id, at=NOW)

        with pytest.raises(NodeClosed):
            desk.reverse(note.id)


class TestGrants:
    def test_only_who_records_does(self, desk: Desk) -> None:
        note, draft = desk.recorded(), desk.draft()
        for role in ("buyer", "storekeeper", "site_worker", "director", "project_manager"):
            actor = desk.scene.world.person(role)
            attempts: list[Callable[[], Any]] = [
                lambda actor=actor: record_cost_note(actor=actor, request=desk.request(), at=NOW),
                lambda actor=actor: save_cost_note(actor=actor, request=desk.request(), at=NOW),
                lambda actor=actor: post_cost_note(actor=actor, request=CostNoteStep(draft.id), at=NOW),
                lambda actor=actor: drop_cost_note(actor=actor, request=DropCostNoteRequest(draft.id, 1)),
                lambda actor=actor: reverse_cost_note(
                    actor=actor, request=ReverseCostNoteRequest(new_id(), note.id, "no"), at=NOW
                ),
            ]
            for attempt in attempts:
                with pytest.raises(MissingGrant):
                    attempt()

    def test_a_projects_accountant_works_on_that_project_only(self, desk: Desk) -> None:
        scene = desk.scene
        theirs = scene.world.person("accountant", scope_kind="project", scope_id=scene.bridge.project_id)
        of_tower, of_both = desk.recorded(), desk.recorded(desk.line(), desk.bridge_line())

        record_cost_note(actor=theirs, request=desk.request(desk.bridge_line()), at=NOW)
        with pytest.raises(MissingGrant):
            record_cost_note(actor=theirs, request=desk.request(), at=NOW)
        for note, refusal in ((of_tower, DocumentNotFound), (of_both, MissingGrant)):
            with pytest.raises(refusal):
                reverse_cost_note(actor=theirs, request=ReverseCostNoteRequest(new_id(), note.id, "no"), at=NOW)

    def test_another_tenants_note_is_not_there(self, desk: Desk) -> None:
        note, draft, stranger = desk.recorded(), desk.draft(), make_desk()

        with pytest.raises(DocumentNotFound):
            stranger.reverse(note.id)
        with pytest.raises(DocumentNotFound):
            post_cost_note(actor=stranger.accountant, request=CostNoteStep(draft.id), at=NOW)
        with pytest.raises(DocumentNotFound):
            drop_cost_note(actor=stranger.accountant, request=DropCostNoteRequest(draft.id, 1))
