"""What reading found out of the ordinary, and what was made of it."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a cell was not taken as it stands. The sentence of each is in ``messages.json``."""

    # Taken by rule: the row still gives all that is asked of it.
    TEXT_REPAIRED = "onboarding.text_repaired"
    FILLED_FROM_STORE = "onboarding.filled_from_store"
    ORDER_DATE_FROM_QUOTE = "onboarding.order_date_from_quote"
    ORDER_DATE_FROM_SCHEDULE = "onboarding.order_date_from_schedule"
    ORDER_DATE_AFTER_DELIVERY = "onboarding.order_date_after_delivery"
    VALUE_GOVERNS = "onboarding.value_governs"
    WITHOUT_VALUE = "onboarding.without_value"
    FREIGHT_IN_PRICE = "onboarding.freight_in_price"
    FIGURE_WITH_OTHER_ROW = "onboarding.figure_with_other_row"

    # Refused: the figure is not there, and no rule could honestly put one in its place.
    DATE_NOT_CAPTURED = "onboarding.date_not_captured"
    FREIGHT_NOT_GIVEN = "onboarding.freight_not_given"
    WEIGHT_NOT_GIVEN = "onboarding.weight_not_given"
    INSURANCE_NOT_GIVEN = "onboarding.insurance_not_given"
    OTHER_ROW_WITHOUT_FIGURE = "onboarding.other_row_without_figure"
    UNKNOWN_TEXT = "onboarding.unknown_text"

    # Refused with the whole row, which could not be an order line without this cell.
    BLANK = "onboarding.blank"
    NOT_A_DATE = "onboarding.not_a_date"
    NOT_A_NUMBER = "onboarding.not_a_number"
    NOT_POSITIVE = "onboarding.not_positive"
    TOO_FINE = "onboarding.too_fine"
    CELLS_MISSING = "onboarding.cells_missing"
    ROW_TWICE = "onboarding.row_twice"
    ITEM_DIFFERS = "onboarding.item_differs"
    PROJECT_DIFFERS = "onboarding.project_differs"


# What the books lack nothing by.
BY_RULE = frozenset(
    {
        Reason.TEXT_REPAIRED,
        Reason.FILLED_FROM_STORE,
        Reason.ORDER_DATE_FROM_QUOTE,
        Reason.ORDER_DATE_FROM_SCHEDULE,
        Reason.ORDER_DATE_AFTER_DELIVERY,
        Reason.VALUE_GOVERNS,
        Reason.WITHOUT_VALUE,
        Reason.FREIGHT_IN_PRICE,
        Reason.FIGURE_WITH_OTHER_ROW,
    }
)
WHOLE_ROW = frozenset(
    {
        Reason.BLANK,
        Reason.NOT_A_DATE,
        Reason.NOT_A_NUMBER,
        Reason.NOT_POSITIVE,
        Reason.TOO_FINE,
        Reason.CELLS_MISSING,
        Reason.ROW_TWICE,
        Reason.ITEM_DIFFERS,
        Reason.PROJECT_DIFFERS,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One cell out of the ordinary. ``row`` is what the first column says, ``line`` where in the file it stands."""

    line: int
    row: str
    column: str
    cell: str
    reason: Reason

    @property
    def refused(self) -> bool:
        """Tell whether something is missing from the books because of it."""
        return self.reason not in BY_RULE
