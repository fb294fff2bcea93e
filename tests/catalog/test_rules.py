"""The catalogue's rules, without a database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gongliao.catalog.errors import CreditCodeInvalid, PiecesNotWhole, QuantityTooLarge, QuantityVanishes, UnitUnknown
from gongliao.catalog.rules import tree
from gongliao.catalog.rules.credit_code import credit_code
from gongliao.catalog.rules.facts import ItemFacts
from gongliao.catalog.rules.names import fold, query_words, reading_of, tidy
from gongliao.catalog.rules.units import to_base
from gongliao.kernel.ids import new_id

PIPE = ItemFacts(
    id=new_id(),
    code="P-001",
    name="不锈钢管",
    base_unit="kg",
    factors={"kg": Decimal(1), "t": Decimal(1000), "根": Decimal("23.333333"), "mg": Decimal("0.000001")},
    tracking="none",
    valuation_method="moving_average",
    active=True,
    category_id=None,
)


class TestToBase:
    @pytest.mark.parametrize(
        ("entered", "unit", "base"),
        [
            ("5", "kg", "5.000000"),
            ("1.5", "t", "1500.000000"),
            ("0.000001", "t", "0.001000"),
            ("3", "根", "69.999999"),
            ("0.5", "mg", "0.000001"),  # half a millionth rounds up
            ("999999999.999999", "t", "999999999999.999000"),
        ],
    )
    def test_counts_in_the_base_unit(self, entered: str, unit: str, base: str) -> None:
        counted = to_base(PIPE, Decimal(entered), unit)

        assert str(counted) == base

    @pytest.mark.parametrize(
        ("entered", "unit", "refusal"),
        [
            ("1", "箱", UnitUnknown),
            ("1", "KG", UnitUnknown),
            ("0.4", "mg", QuantityVanishes),
            ("0", "kg", QuantityVanishes),
            ("1000000000", "t", QuantityTooLarge),
        ],
    )
    def test_refuses_what_can_not_be_counted(self, entered: str, unit: str, refusal: type[Exception]) -> None:
        with pytest.raises(refusal) as refused:
            to_base(PIPE, Decimal(entered), unit, line=3)

        assert refused.value.line == 3  # type: ignore[attr-defined]

    def test_counts_what_has_serial_numbers_in_whole_pieces(self) -> None:
        pump = replace(PIPE, tracking="serial", factors={"台": Decimal(1), "对": Decimal(2), "批": Decimal("0.3")})

        assert [to_base(pump, Decimal(entered), unit) for entered, unit in (("3", "台"), ("1.5", "对"))] == [3, 3]
        for entered, unit in (("0.5", "台"), ("1.25", "对"), ("1", "批"), ("1.000001", "台")):
            with pytest.raises(PiecesNotWhole) as refused:
                to_base(pump, Decimal(entered), unit, line=3)
            assert (refused.value.line, refused.value.field) == (3, "quantity")


class TestCreditCode:
    @pytest.mark.parametrize(
        ("entered", "written"),
        [
            ("", ""),
            ("  ", ""),
            ("91110000600037341L", "91110000600037341L"),
            ("9111 0000 6000 3734 1l", "91110000600037341L"),
            ("９１１１００００６０００３７３４１Ｌ", "91110000600037341L"),
            ("N2330100MF00000019", "N2330100MF00000019"),  # a rural collective: letters where the rest have digits
        ],
    )
    def test_is_written_in_one_form(self, entered: str, written: str) -> None:
        assert credit_code(entered) == written

    @pytest.mark.parametrize(
        "entered",
        [
            "9111000060003734",  # too short
            "91110000600037341LX",  # too long
            "91110000600037342L",  # wrong digit
            "91110000600037341I",  # a letter that is not used
            "911100A0600037341L",  # a letter in the region
            "统一社会信用代码统一社会信用代码统一",
            "٩١110000600037341L",  # digits of another script
        ],
    )
    def test_refuses_what_is_none(self, entered: str) -> None:
        with pytest.raises(CreditCodeInvalid):
            credit_code(entered)


class TestNames:
    @pytest.mark.parametrize(
        ("name", "pinyin", "initials"),
        [
            ("不锈钢管", "buxiugangguan", "bxgg"),
            ("重庆长安", "chongqingchangan", "cqca"),  # read by the word, not by the character
            ("304 不锈钢", "304 buxiugang", "304 bxg"),
            ("Parker", "parker", "parker"),
        ],
    )
    def test_are_read(self, name: str, pinyin: str, initials: str) -> None:
        reading = reading_of(name)

        assert (reading.pinyin, reading.initials) == (pinyin, initials)

    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("ＤＮ１００", "dn100"),
            ("DN100×4", "dn100x4"),
            ("DN100*4", "dn100x4"),
            ("Ø12", "φ12"),
            ("（国标）㎡", "(国标)m2"),
            ("  a \t b  ", "a b"),
            ("a\x00b", "a b"),
        ],
    )
    def test_are_compared_in_one_form(self, text: str, folded: str) -> None:
        assert fold(text) == folded

    @pytest.mark.parametrize(
        ("query", "words"),
        [("", ()), ("　", ()), ("\x00", ()), ("不锈钢  DN100", ("不锈钢", "dn100")), ("a A ａ", ("a",))],
    )
    def test_a_query_is_its_words(self, query: str, words: tuple[str, ...]) -> None:
        assert query_words(query) == words

    def test_text_loses_what_can_not_be_seen(self) -> None:
        assert tidy(" a\n\x07 b　c ") == "a b c"


class TestTree:
    def test_tells_a_category_under_itself(self) -> None:
        steel, pipes, bends = new_id(), new_id(), new_id()
        parents = {steel: None, pipes: steel, bends: pipes}

        assert tree.would_hang_on_itself(parents, category=steel, parent=bends)
        assert tree.would_hang_on_itself(parents, category=steel, parent=steel)
        assert not tree.would_hang_on_itself(parents, category=bends, parent=steel)
        assert not tree.would_hang_on_itself(parents, category=bends, parent=None)

    def test_a_branch_is_all_below(self) -> None:
        steel, pipes, bends, wood = new_id(), new_id(), new_id(), new_id()
        parents = {steel: None, pipes: steel, bends: pipes, wood: None}

        assert tree.branch(parents, pipes) == {pipes, bends}
        assert list(tree.way_up(parents, bends)) == [bends, pipes, steel]
