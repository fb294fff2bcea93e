"""Goods that are used, some of which are a supplier's consignment 寄售 until that moment and are bought by it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from gongliao.kernel.ids import new_id
from gongliao.ledger.operations.goods import GoodsLine, PostedLine, Voucher
from gongliao.ledger.operations.post_goods import post_goods
from gongliao.ledger.rules import Place, on_site
from gongliao.platform.public import Actor


def post_used(*, actor: Actor, voucher: Voucher, lines: Sequence[GoodsLine], at: datetime) -> tuple[PostedLine, ...]:
    """Move a document's goods, and buy those of its lines that say what they are bought for.

    Shape: one ``PostedLine`` per line, in order: that of its last move.
    Raises: as ``post_goods``.
    Source: requirements 3.12; ADR-0025.
    """
    legs: list[GoodsLine] = []
    last: list[int] = []
    for line in lines:
        legs += legs_of(line, on=voucher.business_date)
        last.append(len(legs) - 1)
    posted = post_goods(actor=actor, voucher=voucher, lines=legs, at=at)
    return tuple(posted[number] for number in last)


def legs_of(line: GoodsLine, *, on: date) -> list[GoodsLine]:
    """Return the moves of a line: itself, or, of goods that are bought as they are used, three.

    They leave the bin to the supplier whose they are, worth nothing; come from him to the site as ours, at what they
    are bought for; and go on from there at that. So they never mix with what lies in our pools, an invoice finds the
    second move as it finds a receipt, and what it changes follows to the third.
    """
    if line.bought is None:
        return [line]
    assert line.ownership == "consignment", "what is bought was not ours"
    supplier, site = Place("supplier", line.source.owner_id), on_site(line.source.id)
    away = replace(line, target=supplier, cost=None, bought=None, move_id=new_id())
    ours = replace(away, source=supplier, target=site, ownership="own", value=line.bought, move_id=new_id())
    used = replace(line, source=site, ownership="own", value=line.bought, bought=None, follows=(ours.move_id, on))
    return [away, ours, used]
