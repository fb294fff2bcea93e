"""Grants of the platform itself."""

ADMINISTER = "platform.administer"
AUDIT = "platform.audit"
ATTACH = "platform.attach"
