"""Cases of receipts, issues, returns and what corrects them; see ``test_valuation_cases``."""

FIRST_CASES = {
    "what comes back comes at what it went out at": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 4 d2         | 6 24.00 16.00
        buy 6 8.00 d3      | 12 72.00 16.00
        back 2 2 d4        | 14 80.00 8.00
        issue 7 d5         | 7 40.00 48.00   | 7 48.00 40.00""",
    "sold out and restocked": """
        buy 3 3.333333 d1  | 3 10.00 0.00
        issue 3 d2         | 0 0.00 10.00
        buy 2 5.00 d3      | 2 10.00 10.00
        issue 1 d4         | 1 5.00 15.00""",
    "a late receipt when all is used": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 10 d3        | 0 0.00 40.00
        buy 10 6.00 d2     | 10 50.00 50.00  | 10 60.00 40.00
        issue 10 d4        | 0 0.00 100.00""",
    "two late receipts, the later one known first": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d5         | 5 20.00 20.00
        buy 10 7.00 d3     | 15 82.50 27.50  | 15 90.00 20.00
        buy 10 1.00 d2     | 25 100.00 20.00""",
    "a late issue": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d3     | 20 120.00 0.00
        issue 10 d4        | 10 60.00 60.00  | 10 80.00 40.00
        issue 5 d2         | 5 33.33 86.67   | 5 40.00 80.00""",
    "a late receipt before an issue of which a part came back": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 10 d3        | 0 0.00 40.00
        back 4 2 d4        | 4 16.00 24.00
        buy 10 6.00 d2     | 14 70.00 30.00  | 14 76.00 24.00
        issue 10 d5        | 4 20.00 80.00   | 4 16.00 84.00""",
    "goods that move to another bin change no value": """
        buy 9 1.00 d1      | 9 9.00 0.00
        buy 1 10.00 d2     | 10 19.00 0.00
        move 5 d3          | 10 19.00 0.00
        issue 5 d4         | 5 9.50 9.50     | 5 14.00 5.00""",
    "a price that does not divide": """
        buy 3 3.333333 d1  | 3 10.00 0.00
        issue 1 d2         | 2 6.67 3.33
        issue 1 d2         | 1 3.33 6.67
        issue 1 d2         | 0 0.00 10.00""",
    "many parts leave nothing behind": """
        buy 7 1.428571 d1  | 7 10.00 0.00
        issue 2 d2         | 5 7.14 2.86
        issue 2 d2         | 3 4.28 5.72
        issue 2 d2         | 1 1.43 8.57
        issue 1 d2         | 0 0.00 10.00""",
    "the parts that come back are the whole": """
        buy 3 3.333333 d1  | 3 10.00 0.00
        issue 3 d2         | 0 0.00 10.00
        back 1 2 d3        | 1 3.33 6.67
        back 1 2 d3        | 2 6.67 3.33
        back 1 2 d3        | 3 10.00 0.00""",
    "free goods": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 0 d2        | 20 40.00 0.00
        issue 10 d3        | 10 20.00 20.00  | 10 0.00 40.00
        issue 10 d3        | 0 0.00 40.00""",
    "an issue undone after more was bought": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        buy 5 8.00 d3      | 10 60.00 20.00
        undo 2             | 15 80.00 0.00
        issue 10 d4        | 5 26.67 53.33   | 5 40.00 40.00""",
    "the first of two issues undone": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d2     | 20 120.00 0.00
        issue 10 d3        | 10 60.00 60.00  | 10 80.00 40.00
        issue 4 d4         | 6 36.00 84.00   | 6 48.00 72.00
        undo 3             | 16 96.00 24.00  | 16 104.00 16.00""",
    "a return undone": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 6 d2         | 4 16.00 24.00
        back 6 2 d3        | 10 40.00 0.00
        buy 10 6.00 d4     | 20 100.00 0.00
        undo 3             | 14 76.00 24.00""",
    "a receipt undone of which something was used": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        undo 1 ! ledger.later_moves_depend | 5 20.00 20.00
        buy 10 4.00 d1     | 15 60.00 20.00
        undo 1             | 5 20.00 20.00""",
    "more than there is": """
        buy 1 9.00 d1      | 1 9.00 0.00
        issue 2 d1 ! ledger.insufficient_stock | 1 9.00 0.00
        buy 1 9.00 d1      | 2 18.00 0.00
        issue 2 d1         | 0 0.00 18.00""",
    "issued before it came": """
        buy 1 9.00 d3      | 1 9.00 0.00
        issue 1 d2 ! ledger.insufficient_stock | 1 9.00 0.00
        issue 1 d3         | 0 0.00 9.00""",
    "a late issue for which a later day would be short": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 8 d3         | 2 8.00 32.00
        issue 5 d2 ! ledger.short_on_later_day | 2 8.00 32.00
        issue 2 d2         | 0 0.00 40.00""",
    "what came on the day counts before what went out": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        buy 10 7.00 d2     | 15 82.50 27.50  | 15 90.00 20.00""",
    "a late receipt undone": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 7.00 d4     | 20 110.00 0.00
        issue 12 d5        | 8 44.00 66.00   | 8 56.00 54.00
        buy 2 5.00 d3      | 10 54.55 65.45  | 10 70.00 50.00
        undo 4             | 8 44.00 66.00   | 8 56.00 54.00""",
    "what comes back after a correction comes at the corrected cost": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d3         | 5 20.00 20.00
        buy 10 10.00 d2    | 15 105.00 35.00 | 15 120.00 20.00
        back 5 2 d4        | 20 140.00 0.00""",
    "less than a cent's worth": """
        buy 0.5 9000.00 d1 | 0.5 4500.00 0.00
        issue 0.000001 d2  | 0.499999 4499.99 0.01
        issue 0.499999 d2  | 0 0.00 4500.00""",
    "freight that comes when a part is used": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 4 d2         | 6 24.00 16.00
        cost 1 10.00       | 6 30.00 20.00
        issue 6 d3         | 0 0.00 50.00""",
    "freight that comes when goods lie elsewhere": """
        buy 10 4.00 d1     | 10 40.00 0.00
        move 5 d2          | 10 40.00 0.00
        cost 1 10.00       | 10 50.00 0.00
        issue 5 d3         | 5 25.00 25.00""",
    "freight that comes when a part came back": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 10 d2        | 0 0.00 40.00
        back 4 2 d3        | 4 16.00 24.00
        cost 1 10.00       | 4 20.00 30.00
        back 6 2 d4        | 10 50.00 0.00""",
    "freight that comes when all was used and more was bought": """
        buy 3 3.333333 d1  | 3 10.00 0.00
        issue 3 d2         | 0 0.00 10.00
        buy 2 5.00 d3      | 2 10.00 10.00
        cost 1 1.00        | 2 10.00 11.00
        issue 1 d4         | 1 5.00 16.00""",
    "each receipt's freight": """
        buy 10 4.00 d1     | 10 40.00 0.00
        buy 10 8.00 d2     | 20 120.00 0.00
        issue 12 d3        | 8 48.00 72.00   | 8 64.00 56.00
        cost 2 10.00       | 8 52.00 78.00   | 8 72.00 58.00
        cost 1 -5.00       | 8 50.00 75.00   | 8 72.00 53.00
        cost 1 5.00        | 8 52.00 78.00   | 8 72.00 58.00
        cost 2 -10.00      | 8 48.00 72.00   | 8 64.00 56.00""",
    "an invoice of nothing, and of less than nothing": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        cost 1 -40.01 ! ledger.value_below_nothing | 5 20.00 20.00
        cost 1 -40.00      | 5 0.00 0.00
        issue 5 d3         | 0 0.00 0.00
        cost 1 0.01        | 0 0.00 0.01""",
    "an issue undone after freight": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 5 d2         | 5 20.00 20.00
        cost 1 10.00       | 5 25.00 25.00
        undo 2             | 10 50.00 0.00""",
    "a late receipt after freight": """
        buy 10 4.00 d1     | 10 40.00 0.00
        issue 4 d3         | 6 24.00 16.00
        cost 1 6.00        | 6 27.60 18.40
        buy 10 8.00 d2     | 16 100.80 25.20 | 16 107.60 18.40""",
}
