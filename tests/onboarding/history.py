"""Rows of a delivery history, written by hand."""

from gongliao.onboarding.rules import lines
from gongliao.onboarding.rules.lines import Reading, read_rows

ROW = {
    "ID": "1",
    lines.PROJECT: "100-CI-T01",
    lines.QUOTE: "Pre-PQ Process",
    lines.ORDER: "SCMS-4",
    lines.DELIVERY: "ASN-8",
    lines.COUNTRY: "CÃ´te d'Ivoire",
    lines.FULFILL: "Direct Drop",
    lines.INCO_TERM: "EXW",
    lines.SHIPMENT_MODE: "Air",
    lines.QUOTED: "Pre-PQ Process",
    lines.ORDERED: "Date Not Captured",
    lines.SCHEDULED: "02-Jun-06",
    lines.DELIVERED: "02-Jun-06",
    lines.GROUP: "HRDT",
    lines.SUBGROUP: "HIV test",
    lines.VENDOR: "RANBAXY Fine Chemicals LTD.",
    lines.ITEM: "HIV, Reveal G3 Rapid HIV-1 Antibody Test, 30 Tests",
    lines.MOLECULE: "HIV, Reveal G3 Rapid HIV-1 Antibody Test",
    lines.BRAND: "Reveal",
    lines.DOSAGE: "N/A",
    lines.FORM: "Test kit",
    lines.PER_PACK: "30",
    lines.QUANTITY: "19",
    lines.VALUE: "551",
    lines.PACK_PRICE: "29",
    lines.WEIGHT: "13",
    lines.FREIGHT: "780.34",
    lines.INSURANCE: "1.5",
}


def read(*rows: dict[str, str]) -> Reading:
    """Read rows that differ from the usual one as said; each gets an id of its own."""
    written = [{**ROW, lines.ID: str(number), **row} for number, row in enumerate(rows, start=1)]
    header = ["ï»¿ID", *list(ROW)[1:]]
    return read_rows(header, [list(row.values()) for row in written])
