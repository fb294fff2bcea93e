from datetime import date
from decimal import Decimal

import pytest

from gongliao.onboarding.rules.cells import Elsewhere, read_date, read_number, read_reference, repair_text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Angola", "Angola"),
        ("CÃ´te d'Ivoire", "Côte d'Ivoire"),
        ("GrÃ\x83Â¸nland", "Grønland"),
        ("Côte d'Ivoire", "Côte d'Ivoire"),
        ("ï»¿ID", "ID"),
        ("项目", "项目"),
        ("", ""),
    ],
)
def test_repairs_text_that_was_decoded_wrongly(cell: str, text: str) -> None:
    assert repair_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("02-Jun-06", date(2006, 6, 2)),
        ("01-Sept-06", date(2006, 9, 1)),
        ("1-September-2006", date(2006, 9, 1)),
        ("08/01/2013", date(2013, 8, 1)),
        ("8/27/14", date(2014, 8, 27)),
        ("27/8/14", None),
        ("30-Feb-14", None),
        ("02-Xyz-06", None),
        ("Pre-PQ Process", None),
        ("2014-08-27", None),
        ("", None),
    ],
)
def test_reads_the_dates_that_the_source_writes(cell: str, day: date | None) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("780.34", Decimal("780.34")),
        ("0", Decimal(0)),
        ("-1", None),
        ("1e5", None),
        ("1,000", None),
        ("NaN", None),
        ("Infinity", None),
        ("1" * 40, None),
        ("Invoiced Separately", None),
        ("", None),
    ],
)
def test_reads_plain_numbers_only(cell: str, number: Decimal | None) -> None:
    assert read_number(cell) == number


def test_reads_the_row_that_a_cell_points_to() -> None:
    assert read_reference("See ASN-93 (ID#:1281)") == Elsewhere(delivery="ASN-93", row="1281")
    assert read_reference("See ASN-93") is None
