"""Rolling node costs up the tree."""

from decimal import Decimal

from gongliao.kernel.ids import new_id
from gongliao.reports.rules import TreeRow, with_subtrees


class TestWithSubtrees:
    def test_a_parent_holds_its_own_and_all_below(self) -> None:
        root, wing, room, other = (new_id() for _ in range(4))
        rows = [TreeRow(root, None), TreeRow(wing, root), TreeRow(room, wing), TreeRow(other, root)]

        totals = with_subtrees(rows, {root: Decimal("1.00"), room: Decimal("5.00"), other: Decimal("-2.00")})

        assert totals == {
            root: Decimal("4.00"),
            wing: Decimal("5.00"),
            room: Decimal("5.00"),
            other: Decimal("-2.00"),
        }

    def test_nothing_booked_is_nothing(self) -> None:
        root = new_id()

        assert with_subtrees([TreeRow(root, None)], {}) == {root: Decimal("0.00")}
