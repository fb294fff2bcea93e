"""Rows of a delivery history, written by hand."""

from gongliao.onboarding.rules import columns
from gongliao.onboarding.rules.lines import Reading, read_rows

ROW = {
    "ID": "1",
    columns.PROJECT: "100-CI-T01",
    columns.QUOTE: "Pre-PQ Process",
    columns.ORDER: "SCMS-4",
    columns.DELIVERY: "ASN-8",
    columns.COUNTRY: "CÃ´te d'Ivoire",
    columns.FULFILL: "Direct Drop",
    columns.INCO_TERM: "EXW",
    columns.SHIPMENT_MODE: "Air",
    columns.QUOTED: "Pre-PQ Process",
    columns.ORDERED: "Date Not Captured",
    columns.SCHEDULED: "02-Jun-06",
    columns.DELIVERED: "02-Jun-06",
    columns.GROUP: "HRDT",
    columns.SUBGROUP: "HIV test",
    columns.VENDOR: "RANBAXY Fine Chemicals LTD.",
    columns.ITEM: "HIV, Reveal G3 Rapid HIV-1 Antibody Test, 30 Tests",
    columns.MOLECULE: "HIV, Reveal G3 Rapid HIV-1 Antibody Test",
    columns.BRAND: "Reveal",
    columns.DOSAGE: "N/A",
    columns.FORM: "Test kit",
    columns.PER_PACK: "30",
    columns.QUANTITY: "19",
    columns.VALUE: "551",
    columns.PACK_PRICE: "29",
    columns.WEIGHT: "13",
    columns.FREIGHT: "780.34",
    columns.INSURANCE: "1.5",
}


def read(*rows: dict[str, str]) -> Reading:
    """Read rows that differ from the usual one as said; each gets an id of its own."""
    written = [{**ROW, columns.ID: str(number), **row} for number, row in enumerate(rows, start=1)]
    header = ["ï»¿ID", *list(ROW)[1:]]
    return read_rows(header, [list(row.values()) for row in written])
