"""Saving suppliers and customers."""

from dataclasses import replace
from typing import Any

import pytest

from gongliao.catalog.operations.save_party import Contact, PartyRequest, save_party
from gongliao.kernel.errors import Refusal
from gongliao.kernel.ids import new_id
from tests.catalog.kit import CREDIT_CODE, stocked_world


def supplier(**changes: Any) -> PartyRequest:
    """Return a request for a supplier."""
    request = PartyRequest(
        id=new_id(),
        code="S-1",
        name="北京钢铁公司",
        is_supplier=True,
        credit_code=CREDIT_CODE,
        contacts=(Contact(name="王工", phone="13800000000"),),
    )
    return replace(request, **changes)


class TestSaveParty:
    def test_records_supplier_with_reading_and_contacts(self) -> None:
        _, buyer = stocked_world()

        party = save_party(actor=buyer, request=supplier(credit_code=" 91110000600037341l"))

        assert (party.initials, party.credit_code, party.version) == ("bjgtgs", CREDIT_CODE, 1)
        assert party.contacts == [{"name": "王工", "title": "", "phone": "13800000000", "email": ""}]

    def test_the_same_sent_again_changes_nothing(self) -> None:
        _, buyer = stocked_world()
        request = supplier()
        save_party(actor=buyer, request=request)

        assert save_party(actor=buyer, request=request).version == 1

    def test_several_have_no_credit_code(self) -> None:
        _, buyer = stocked_world()
        save_party(actor=buyer, request=supplier(credit_code=""))

        assert save_party(actor=buyer, request=supplier(code="S-2", credit_code="")).version == 1

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"name": "　"}, "catalog.blank_text"),
            ({"contacts": (Contact(name=" "),)}, "catalog.blank_text"),
            ({"credit_code": "91110000600037341M"}, "catalog.credit_code_invalid"),
            ({"is_supplier": False}, "catalog.party_without_role"),
            ({"version": 1}, "catalog.party_not_found"),
            ({"code": "S-0", "credit_code": ""}, "catalog.code_taken"),
            ({}, "catalog.credit_code_taken"),
        ],
    )
    def test_refuses(self, changes: dict[str, Any], code: str) -> None:
        _, buyer = stocked_world()
        save_party(actor=buyer, request=supplier(code="S-0"))

        with pytest.raises(Refusal) as refused:
            save_party(actor=buyer, request=supplier(**changes))

        assert refused.value.code == code

    def test_needs_the_grant(self) -> None:
        world, _ = stocked_world()

        with pytest.raises(Refusal) as refused:
            save_party(actor=world.person("site_worker"), request=supplier())

        assert refused.value.code == "platform.missing_grant"
