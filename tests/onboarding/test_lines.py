from decimal import Decimal

import pytest

from gongliao.onboarding.rules import columns
from gongliao.onboarding.rules.findings import BY_RULE, WHOLE_ROW, Reason
from gongliao.onboarding.rules.lines import read_rows
from gongliao.platform.messages import catalogue
from tests.onboarding.history import read


class TestReadRows:
    def test_gives_a_line_with_repaired_text(self) -> None:
        reading = read({})

        [line] = reading.lines
        assert line.country == "Côte d'Ivoire"
        assert line.value == Decimal("551.00")
        assert line.freight == Decimal("780.34")
        assert line.ordered_on is None

    def test_names_row_column_and_reason_of_what_is_missing(self) -> None:
        [finding] = [finding for finding in read({}).findings if finding.refused]

        assert (finding.line, finding.row, finding.column, finding.cell, finding.reason) == (
            2,
            "1",
            columns.ORDERED,
            "Date Not Captured",
            Reason.DATE_NOT_CAPTURED,
        )

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({columns.FREIGHT: "Freight Included in Commodity Cost"}, Reason.FREIGHT_IN_PRICE),
            ({columns.FREIGHT: "Invoiced Separately"}, Reason.FREIGHT_NOT_GIVEN),
            ({columns.FREIGHT: "See ASN-9 (ID#:77)"}, Reason.OTHER_ROW_WITHOUT_FIGURE),
            ({columns.FREIGHT: "about a hundred"}, Reason.UNKNOWN_TEXT),
            ({columns.WEIGHT: "Weight Captured Separately"}, Reason.WEIGHT_NOT_GIVEN),
            ({columns.INSURANCE: ""}, Reason.INSURANCE_NOT_GIVEN),
            ({columns.QUOTED: "soon"}, Reason.UNKNOWN_TEXT),
            ({columns.VALUE: "0"}, Reason.WITHOUT_VALUE),
            ({columns.VALUE: "551.40"}, Reason.VALUE_GOVERNS),
            ({columns.FULFILL: "From RDC"}, Reason.FILLED_FROM_STORE),
        ],
    )
    def test_keeps_the_line_and_says_by_which_rule(self, changes: dict[str, str], reason: Reason) -> None:
        reading = read(changes)

        assert len(reading.lines) == 1
        assert reason in {finding.reason for finding in reading.findings}

    @pytest.mark.parametrize(
        ("changes", "column", "reason"),
        [
            ({columns.DELIVERED: "some day"}, columns.DELIVERED, Reason.NOT_A_DATE),
            ({columns.QUANTITY: "many"}, columns.QUANTITY, Reason.NOT_A_NUMBER),
            ({columns.QUANTITY: "0"}, columns.QUANTITY, Reason.NOT_POSITIVE),
            ({columns.VALUE: "N/A"}, columns.VALUE, Reason.NOT_A_NUMBER),
            ({columns.VALUE: "1.005"}, columns.VALUE, Reason.TOO_FINE),
            ({columns.FREIGHT: "1.005"}, columns.FREIGHT, Reason.TOO_FINE),
            ({columns.PROJECT: "  "}, columns.PROJECT, Reason.BLANK),
        ],
    )
    def test_refuses_a_row_that_cannot_be_an_order_line(
        self, changes: dict[str, str], column: str, reason: Reason
    ) -> None:
        reading = read(changes)

        assert not reading.lines
        assert (column, reason) in {(finding.column, finding.reason) for finding in reading.refused}

    def test_refuses_rows_that_contradict_earlier_ones(self) -> None:
        reading = read({}, {columns.ID: "1"}, {columns.BRAND: "Other"}, {columns.COUNTRY: "Haiti"})

        assert [line.row for line in reading.lines] == ["1"]
        assert {Reason.ROW_TWICE, Reason.ITEM_DIFFERS, Reason.PROJECT_DIFFERS} <= {
            finding.reason for finding in reading.refused
        }

    def test_refuses_a_row_of_another_width(self) -> None:
        header = ["ï»¿ID", *list(_columns())[1:]]

        reading = read_rows(header, [["7", "too short"]])

        assert [finding.reason for finding in reading.refused] == [Reason.CELLS_MISSING]

    def test_refuses_a_file_without_the_columns(self) -> None:
        with pytest.raises(ValueError, match="Project Code"):
            read_rows(["ID"], [])

    def test_finds_the_figure_with_the_row_that_is_named(self) -> None:
        reading = read({}, {columns.FREIGHT: "See ASN-8 (ID#:1)"})

        assert Reason.OTHER_ROW_WITHOUT_FIGURE not in {finding.reason for finding in reading.findings}
        assert [line.freight for line in reading.lines] == [Decimal("780.34"), None]


class TestReasons:
    def test_each_has_a_sentence_in_both_languages(self) -> None:
        for reason in Reason:
            assert set(catalogue()[reason]) == {"zh", "en"}

    def test_none_is_both_taken_and_refused(self) -> None:
        assert not BY_RULE & WHOLE_ROW


def _columns() -> dict[str, str]:
    from tests.onboarding.history import ROW

    return ROW
