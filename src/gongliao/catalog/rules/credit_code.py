"""The unified social credit code 统一社会信用代码 of a Chinese company."""

from stdnum.cn.uscc import calc_check_digit, compact

from gongliao.catalog.errors import CreditCodeInvalid
from gongliao.catalog.rules.names import fold

LENGTH = 18
# Without I, O, S, V, Z, which read like digits.
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")


def credit_code(entered: str) -> str:
    """Return the code in its written form: 18 characters, upper case, half width; empty stays empty.

    The first two places (authority and kind) may be letters, as those of rural collectives (``N2``) are, which the
    library's own check refuses; the six of the region are digits.

    Raises: CreditCodeInvalid.
    Source: GB 32100-2015.
    """
    code: str = compact(fold(entered))
    if not code:
        return ""
    if (
        len(code) != LENGTH
        or not ALPHABET.issuperset(code)
        or not code[2:8].isdecimal()
        or calc_check_digit(code[:-1]) != code[-1]
    ):
        raise CreditCodeInvalid(credit_code=entered)
    return code
