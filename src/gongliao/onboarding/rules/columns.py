"""The columns of the delivery history, and the texts that stand in them where a figure should."""

from gongliao.onboarding.rules.findings import Reason

ID = "ID"
PROJECT = "Project Code"
QUOTE = "PQ #"
ORDER = "PO / SO #"
DELIVERY = "ASN/DN #"
COUNTRY = "Country"
FULFILL = "Fulfill Via"
INCO_TERM = "Vendor INCO Term"
SHIPMENT_MODE = "Shipment Mode"
QUOTED = "PQ First Sent to Client Date"
ORDERED = "PO Sent to Vendor Date"
SCHEDULED = "Scheduled Delivery Date"
DELIVERED = "Delivered to Client Date"
GROUP = "Product Group"
SUBGROUP = "Sub Classification"
VENDOR = "Vendor"
ITEM = "Item Description"
MOLECULE = "Molecule/Test Type"
BRAND = "Brand"
DOSAGE = "Dosage"
FORM = "Dosage Form"
PER_PACK = "Unit of Measure (Per Pack)"
QUANTITY = "Line Item Quantity"
VALUE = "Line Item Value"
PACK_PRICE = "Pack Price"
WEIGHT = "Weight (Kilograms)"
FREIGHT = "Freight Cost (USD)"
INSURANCE = "Line Item Insurance (USD)"

TEXTS = (
    ID, PROJECT, QUOTE, ORDER, DELIVERY, COUNTRY, FULFILL, INCO_TERM, SHIPMENT_MODE, GROUP, SUBGROUP, VENDOR, ITEM,
    MOLECULE, BRAND, DOSAGE, FORM,
)  # fmt: skip
OF_THE_ITEM = (MOLECULE, BRAND, DOSAGE, FORM, PER_PACK, GROUP, SUBGROUP)

FROM_STORE = "From RDC"
NOT_ORDERED = "N/A - From RDC"
NOT_CAPTURED = "Date Not Captured"
BEFORE_QUOTES = "Pre-PQ Process"
FREIGHT_IN_PRICE = "Freight Included in Commodity Cost"
FREIGHT_TEXTS = {FREIGHT_IN_PRICE: Reason.FREIGHT_IN_PRICE, "Invoiced Separately": Reason.FREIGHT_NOT_GIVEN}
INSURANCE_TEXTS = {"": Reason.INSURANCE_NOT_GIVEN}
WEIGHT_TEXTS = {"Weight Captured Separately": Reason.WEIGHT_NOT_GIVEN}
