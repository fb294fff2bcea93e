"""Cases of scrap, counts, opening stock and of more late documents and corrections; see ``test_valuation_cases``."""

MORE_CASES = {
    "scrap goes out at the cost of an issue": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d2     | 20 120.00 0.00
        scrap 5 d3         | 15 90.00 0.00   | 15 100.00 0.00
        issue 15 d4        | 0 0.00 90.00    | 0 0.00 100.00""",
    "scrap undone after more was bought": """
        buy 10 4.00 d1     | 10 40.00 0.00
        scrap 4 d2         | 6 24.00 0.00
        buy 6 8.00 d3      | 12 72.00 0.00
        undo 2             | 16 88.00 0.00
        issue 8 d4         | 8 44.00 44.00   | 8 56.00 32.00""",
    "freight of what was scrapped is lost with it": """
        buy 10 4.00 d1     | 10 40.00 0.00
        scrap 5 d2         | 5 20.00 0.00
        cost 1 10.00       | 5 25.00 0.00
        issue 5 d3         | 0 0.00 25.00""",
    "a late receipt before scrap": """
        buy 10 4.00 d1     | 10 40.00 0.00
        scrap 5 d3         | 5 20.00 0.00
        buy 10 7.00 d2     | 15 82.50 0.00   | 15 90.00 0.00""",
    "what came back is scrapped": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 10 d2        | 0 0.00 40.00
        back 3 2 d3        | 3 12.00 28.00
        scrap 3 d4         | 0 0.00 28.00""",
    "a count that misses some": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 8 d2         | 8 32.00 0.00
        issue 8 d3         | 0 0.00 32.00""",
    "a count that misses all": """
        buy 3 3.333333 d1  | 3 10.00 0.00
        count 0 d2         | 0 0.00 0.00
        buy 1 5.00 d3      | 1 5.00 0.00""",
    "a count that misses some, and more is bought": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 5 d2         | 5 20.00 0.00
        buy 5 8.00 d3      | 10 60.00 0.00
        issue 5 d4         | 5 30.00 30.00   | 5 40.00 20.00""",
    "a count that finds some": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 12 d2        | 12 48.00 0.00
        issue 12 d3        | 0 0.00 48.00""",
    "what is found costs what those there cost together": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 6.00 d2     | 20 100.00 0.00
        count 22 d3        | 22 110.00 0.00
        issue 20 d4        | 2 10.00 100.00""",
    "found at a price of its own": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 11 d2 9.00   | 11 49.00 0.00
        issue 10 d3        | 1 4.45 44.55    | 1 9.00 40.00""",
    "found where nothing lies": """
        buy 1 4.00 d1      | 1 4.00 0.00
        issue 1 d2         | 0 0.00 4.00
        count 2 d3 ! ledger.no_unit_cost | 0 0.00 4.00
        count 2 d3 5.00    | 2 10.00 4.00""",
    "a count that agrees": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 10 d2        | 10 40.00 0.00
        issue 10 d3        | 0 0.00 40.00""",
    "counted again, and found": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 9 d2         | 9 36.00 0.00
        count 10 d3        | 10 40.00 0.00
        issue 10 d4        | 0 0.00 40.00""",
    "a count undone when all else is used": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 8 d2         | 8 32.00 0.00
        issue 8 d3         | 0 0.00 32.00
        undo 2             | 2 8.00 32.00""",
    "what was found and used stays found": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 12 d2        | 12 48.00 0.00
        issue 11 d3        | 1 4.00 44.00
        undo 2 ! ledger.later_moves_depend | 1 4.00 44.00""",
    "freight after a count that missed some": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 8 d2         | 8 32.00 0.00
        cost 1 10.00       | 8 40.00 0.00
        issue 4 d3         | 4 20.00 20.00""",
    "freight after a count that found some": """
        buy 10 4.00 d1     | 10 40.00 0.00
        count 12 d2        | 12 48.00 0.00
        cost 1 10.00       | 12 60.00 0.00
        issue 6 d3         | 6 30.00 30.00""",
    "stock taken over goes out to the cent": """
        open 3 10.00 d1    | 3 10.00 0.00
        issue 1 d2         | 2 6.67 3.33
        issue 2 d3         | 0 0.00 10.00""",
    "stock taken over is not there before": """
        open 4 10.00 d2    | 4 10.00 0.00
        issue 1 d1 ! ledger.insufficient_stock | 4 10.00 0.00
        issue 1 d2         | 3 7.50 2.50""",
    "out and back, twice": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        back 5 2 d3        | 10 40.00 0.00
        issue 5 d4         | 5 20.00 20.00
        back 5 4 d5        | 10 40.00 0.00""",
    "out and back and out on one day": """
        buy 5 2.00 d1      | 5 10.00 0.00
        issue 5 d2         | 0 0.00 10.00
        back 5 2 d2        | 5 10.00 0.00
        issue 5 d2         | 0 0.00 10.00""",
    "back at the old cost among the new": """
        buy 2 10.00 d1     | 2 20.00 0.00
        issue 2 d2         | 0 0.00 20.00
        buy 2 20.00 d3     | 2 40.00 20.00
        back 1 2 d4        | 3 50.00 10.00
        issue 3 d5         | 0 0.00 60.00""",
    "bought again at the same price": """
        buy 3 1.11 d1      | 3 3.33 0.00
        buy 3 1.11 d2      | 6 6.66 0.00
        issue 4 d3         | 2 2.22 4.44""",
    "a price that falls": """
        buy 10 10.00 d1    | 10 100.00 0.00
        issue 5 d2         | 5 50.00 50.00
        buy 10 4.00 d3     | 15 90.00 50.00
        issue 6 d4         | 9 54.00 86.00   | 9 36.00 104.00
        issue 9 d5         | 0 0.00 140.00""",
    "a price that rises": """
        buy 1 1.00 d1      | 1 1.00 0.00
        buy 1 2.00 d2      | 2 3.00 0.00
        buy 1 3.00 d3      | 3 6.00 0.00
        issue 1 d4         | 2 4.00 2.00     | 2 5.00 1.00
        issue 1 d4         | 1 2.00 4.00     | 1 3.00 3.00
        issue 1 d4         | 0 0.00 6.00""",
    "just what one receipt brought": """
        buy 5 2.00 d1      | 5 10.00 0.00
        buy 5 4.00 d2      | 10 30.00 0.00
        issue 5 d3         | 5 15.00 15.00   | 5 20.00 10.00
        issue 5 d3         | 0 0.00 30.00""",
    "one of three is left and one is bought": """
        buy 3 3.333333 d1  | 3 10.00 0.00
        issue 2 d2         | 1 3.33 6.67
        buy 1 3.35 d3      | 2 6.68 6.67
        issue 1 d4         | 1 3.34 10.01    | 1 3.35 10.00""",
    "much at a small price": """
        buy 999999 0.01 d1 | 999999 9999.99 0.00
        issue 333333 d2    | 666666 6666.66 3333.33
        issue 666666 d3    | 0 0.00 9999.99""",
    "a price of six places": """
        buy 1000 0.123456 d1 | 1000 123.46 0.00
        issue 1 d2         | 999 123.34 0.12
        issue 999 d3       | 0 0.00 123.46""",
    "a late receipt before all else": """
        buy 10 8.00 d3     | 10 80.00 0.00
        issue 5 d4         | 5 40.00 40.00
        buy 10 4.00 d1     | 15 90.00 30.00  | 15 100.00 20.00""",
    "a late receipt between two issues": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 4 d2         | 6 24.00 16.00
        issue 4 d4         | 2 8.00 32.00
        buy 6 8.00 d3      | 8 48.00 40.00   | 8 56.00 32.00""",
    "a late issue undone": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d3     | 20 120.00 0.00
        issue 10 d4        | 10 60.00 60.00  | 10 80.00 40.00
        issue 5 d2         | 5 33.33 86.67   | 5 40.00 80.00
        undo 4             | 10 60.00 60.00  | 10 80.00 40.00""",
    "a receipt undone of which nothing was used": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d2     | 20 120.00 0.00
        undo 2             | 10 40.00 0.00
        issue 10 d3        | 0 0.00 40.00""",
    "a receipt undone whose goods another one had as well": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d2     | 20 120.00 0.00
        issue 5 d3         | 15 90.00 30.00  | 15 100.00 20.00
        undo 1             | 5 40.00 40.00""",
    "a transfer undone": """
        buy 10 4.00 d1     | 10 40.00 0.00
        move 5 d2          | 10 40.00 0.00
        undo 2             | 10 40.00 0.00
        issue 10 d3        | 0 0.00 40.00""",
    "freight and its taking back": """
        buy 7 1.43 d1      | 7 10.01 0.00
        issue 3 d2         | 4 5.72 4.29
        cost 1 3.33        | 4 7.62 5.72
        cost 1 -3.33       | 4 5.72 4.29""",
    "freight in two parts": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        cost 1 1.02        | 5 20.51 20.51
        cost 1 0.98        | 5 21.00 21.00""",
    "freight of goods of which half is used": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 6.00 d2     | 20 100.00 0.00
        issue 15 d3        | 5 25.00 75.00   | 5 30.00 70.00
        cost 2 5.00        | 5 26.25 78.75   | 5 32.50 72.50""",
    "free goods that turn out to cost something": """
        buy 10 0 d1        | 10 0.00 0.00
        issue 4 d2         | 6 0.00 0.00
        cost 1 5.00        | 6 3.00 2.00
        issue 6 d3         | 0 0.00 5.00""",
    "goods that go back to their supplier leave as others do": """
        buy 10 5.00 d1     | 10 50.00 0.00
        buy 10 7.00 d2     | 20 120.00 0.00
        send 4 2 d3        | 16 96.00 0.00   | 16 100.00 0.00
        issue 8 d4         | 8 48.00 48.00   | 8 56.00 44.00
        undo 3             | 12 72.00 48.00  | 12 80.00 40.00""",
    "goods that went back and turn out to cost more": """
        buy 10 4.00 d1     | 10 40.00 0.00
        send 5 1 d2        | 5 20.00 0.00
        cost 1 10.00       | 5 25.00 0.00
        issue 5 d3         | 0 0.00 25.00
        undo 2             | 5 25.00 25.00""",
    "all of it goes back, and a receipt turns up": """
        buy 3 3.333333 d2  | 3 10.00 0.00
        send 1 1 d3        | 2 6.67 0.00
        send 2 1 d3        | 0 0.00 0.00
        buy 3 6.666667 d1  | 3 15.00 0.00    | 3 10.00 0.00
        issue 3 d4         | 0 0.00 15.00    | 0 0.00 10.00""",
    "no more goes back than came, and the receipt stands": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 4.00 d1     | 20 80.00 0.00
        send 4 1 d2        | 16 64.00 0.00
        send 7 1 d2 ! inventory.more_than_received  | 16 64.00 0.00
        undo 1 ! inventory.later_documents_depend   | 16 64.00 0.00
        undo 3             | 20 80.00 0.00
        undo 1             | 10 40.00 0.00""",
}
