"""Field types of request and response bodies.

Decimals travel as text. A JSON number is taken too, but only as it was written, never through a float (see parser).
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError


class Schema(BaseModel):
    """A request or response body.

    Not the framework's own, which looks each field up in a getter for ORM objects; answers of ours are made of values,
    or of objects that have them by the same names.
    """

    model_config = ConfigDict(from_attributes=True)


_SIX = {"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,6})?$", "examples": ["12.5"]}
_TWO = {"type": "string", "pattern": r"^-?\d{1,16}(\.\d{1,2})?$", "examples": ["1234.50"]}
_POSITIVE = {"type": "string", "pattern": r"^\d{1,12}(\.\d{1,6})?$", "examples": ["12.5"]}

QuantityIn = Annotated[Decimal, Field(gt=0, max_digits=18, decimal_places=6), WithJsonSchema(_POSITIVE)]
CountedIn = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6), WithJsonSchema(_POSITIVE)]
PriceIn = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6), WithJsonSchema(_POSITIVE)]
FactorIn = QuantityIn
PercentIn = Annotated[
    Decimal,
    Field(ge=0, le=100, max_digits=5, decimal_places=2),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3}(\.\d{1,2})?$", "examples": ["13"]}),
]
MoneyIn = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=2), WithJsonSchema(_TWO)]
SignedMoneyIn = Annotated[Decimal, Field(max_digits=18, decimal_places=2), WithJsonSchema(_TWO)]

_OUT = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
QuantityOut = Annotated[Decimal, WithJsonSchema(_OUT)]
PriceOut = Annotated[Decimal, WithJsonSchema(_OUT)]
MoneyOut = Annotated[Decimal, WithJsonSchema(_OUT)]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _only_written_out(value: Any) -> Any:
    # Left to itself, pydantic takes a number for seconds since 1970.
    if isinstance(value, int | float | Decimal) or (isinstance(value, str) and not _DAY.fullmatch(value)):
        raise PydanticCustomError("date_parsing", "a day is written as 2026-03-31")
    return value


DayIn = Annotated[date, BeforeValidator(_only_written_out)]

# The years within which any offset from UTC leaves a date that both Python and the database can hold.
_FIRST_YEAR, _LAST_YEAR = 1900, 9998


def _only_instants(value: Any) -> Any:
    if isinstance(value, int | float | Decimal) or (isinstance(value, str) and not _DAY.match(value)):
        raise PydanticCustomError("datetime_parsing", "an instant is written as 2026-03-31T08:00:00+08:00")
    return value


def _in_utc(value: datetime) -> datetime:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise PydanticCustomError("datetime_out_of_range", "the year is out of range")
    return value.astimezone(UTC)


InstantIn = Annotated[AwareDatetime, BeforeValidator(_only_instants), AfterValidator(_in_utc)]


def _only_counted(value: Any) -> Any:
    # Left to itself, pydantic takes true for 1.
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "true is no number")
    return value


Whole = Annotated[int, BeforeValidator(_only_counted)]
Version = Annotated[Whole, Field(ge=0, lt=2**31 - 1)]

Code = Annotated[str, Field(min_length=1, max_length=50, pattern=r"^\S(.*\S)?$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Remark = Annotated[str, Field(max_length=500)]
LINES_MAX = 1000
