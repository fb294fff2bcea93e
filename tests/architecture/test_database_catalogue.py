"""Tenancy and immutability of every table, proven from the database's catalogue (design.md 3.1, 3.6; ADR-0002)."""

import pytest
from django.apps import apps
from django.db import models

from gongliao.platform.database.marks import LineOfPosted, PostedForEver, is_append_only, is_tenant_model
from tests.architecture import catalogue
from tests.architecture.catalogue import Check, Connection

ALL: list[Check] = [
    catalogue.tables_without_tenant,
    catalogue.primary_keys,
    catalogue.row_security,
    catalogue.policies,
    catalogue.unique_keys,
    catalogue.foreign_keys,
    catalogue.append_only_triggers,
    catalogue.parts_granted,
    catalogue.ways_around,
]


class TestEveryTable:
    @pytest.mark.parametrize("check", ALL)
    def test_keeps_its_tenants_apart(self, owner: Connection, check: Check) -> None:
        assert check(owner) == []

    def test_gives_the_application_no_more_than_it_needs(self, owner: Connection, application_role_name: str) -> None:
        assert catalogue.append_only_grants(owner, role=application_role_name) == []
        assert catalogue.application_role(owner, role=application_role_name) == []

    def test_belongs_to_a_model(self, owner: Connection) -> None:
        declared = {model._meta.db_table for model in _models() if is_tenant_model(model)}

        assert catalogue.table_names(owner) == declared

    @pytest.mark.parametrize(
        ("trigger", "mark"),
        [
            ("append_only", is_append_only),
            ("posted_for_ever", lambda model: issubclass(model, PostedForEver)),
            ("line_of_posted", lambda model: issubclass(model, LineOfPosted)),
            ("no_late_line", lambda model: issubclass(model, LineOfPosted)),
        ],
    )
    def test_keeps_the_promise_of_its_model(self, owner: Connection, trigger: str, mark: object) -> None:
        assert callable(mark)
        marked = {model._meta.db_table for model in _models() if mark(model)}

        assert catalogue.table_names(owner, trigger=trigger) == marked


GOOD = """
CREATE TABLE bad_one (tenant_id uuid NOT NULL, id uuid NOT NULL, code text, other_id uuid,
  PRIMARY KEY (tenant_id, id));
ALTER TABLE bad_one ENABLE ROW LEVEL SECURITY;
ALTER TABLE bad_one FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON bad_one
  USING (tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::uuid))
  WITH CHECK (tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::uuid));
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bad_one FOR EACH ROW EXECUTE FUNCTION gongliao_refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON bad_one FOR EACH STATEMENT
  EXECUTE FUNCTION gongliao_refuse_change();
"""


class TestTheChecksThemselves:
    """Each finds the table that is bad in its way, so that silence above means something."""

    def test_find_nothing_wrong_with_a_good_table(self, owner: Connection) -> None:
        owner.execute(GOOD)

        assert [fault for check in ALL for fault in check(owner)] == []

    @pytest.mark.parametrize(
        ("check", "change"),
        [
            (catalogue.tables_without_tenant, "CREATE TABLE bad_two (id uuid PRIMARY KEY)"),
            (
                catalogue.primary_keys,
                "ALTER TABLE bad_one DROP CONSTRAINT bad_one_pkey, ADD CONSTRAINT bad_one_pkey PRIMARY KEY (id)",
            ),
            (catalogue.primary_keys, "ALTER TABLE bad_one DROP CONSTRAINT bad_one_pkey"),
            (
                catalogue.primary_keys,
                "CREATE TABLE bad_two (tenant_id uuid, id uuid, posting_date date, day date,"
                " PRIMARY KEY (tenant_id, id, day)) PARTITION BY RANGE (day)",
            ),
            (catalogue.row_security, "ALTER TABLE bad_one DISABLE ROW LEVEL SECURITY"),
            (catalogue.row_security, "ALTER TABLE bad_one NO FORCE ROW LEVEL SECURITY"),
            (catalogue.policies, "DROP POLICY tenant_isolation ON bad_one"),
            (catalogue.policies, "CREATE POLICY another ON bad_one USING (true)"),
            (catalogue.policies, "ALTER POLICY tenant_isolation ON bad_one USING (true)"),
            (catalogue.policies, "ALTER POLICY tenant_isolation ON bad_one WITH CHECK (true)"),
            (catalogue.policies, "ALTER POLICY tenant_isolation ON bad_one TO gongliao_app"),
            (catalogue.unique_keys, "ALTER TABLE bad_one ADD CONSTRAINT code_once UNIQUE (code)"),
            (catalogue.unique_keys, "CREATE UNIQUE INDEX code_once ON bad_one (lower(code))"),
            (
                catalogue.foreign_keys,
                "ALTER TABLE bad_one ADD FOREIGN KEY (other_id, tenant_id) REFERENCES platform_company (id, tenant_id)",
            ),
            (
                catalogue.foreign_keys,
                "CREATE TABLE bad_two (tenant uuid, id uuid,"
                " FOREIGN KEY (tenant, id) REFERENCES platform_company (tenant_id, id))",
            ),
            (catalogue.append_only_triggers, "DROP TRIGGER append_only ON bad_one"),
            (catalogue.append_only_triggers, "DROP TRIGGER append_only_whole ON bad_one"),
            (catalogue.append_only_triggers, "ALTER TABLE bad_one DISABLE TRIGGER append_only"),
            (catalogue.append_only_triggers, "DROP TRIGGER append_only_whole ON ledger_stockmove_rest"),
            (catalogue.row_security, "ALTER TABLE ledger_stockmove_rest NO FORCE ROW LEVEL SECURITY"),
            (catalogue.policies, "DROP POLICY tenant_isolation ON ledger_stockmove_rest"),
            (catalogue.parts_granted, "GRANT SELECT ON ledger_stockmove_rest TO gongliao_app"),
            (catalogue.ways_around, "GRANT EXECUTE ON FUNCTION gongliao_make_month TO PUBLIC"),
            (
                catalogue.ways_around,
                "CREATE FUNCTION peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
                " AS 'SELECT count(*) FROM platform_company'",
            ),
            (catalogue.ways_around, "CREATE VIEW peek AS SELECT * FROM platform_company"),
            (catalogue.ways_around, "CREATE MATERIALIZED VIEW peek AS SELECT * FROM platform_company"),
        ],
    )
    def test_find_the_bad_one(self, owner: Connection, check: Check, change: str) -> None:
        owner.execute(GOOD)
        owner.execute(change)  # type: ignore[arg-type]

        assert len(check(owner)) == 1

    @pytest.mark.parametrize("right", ["UPDATE", "UPDATE (code)", "DELETE", "TRUNCATE"])
    def test_find_a_grant_too_many(self, owner: Connection, application_role_name: str, right: str) -> None:
        owner.execute(GOOD)
        owner.execute(f'GRANT {right} ON bad_one TO "{application_role_name}"')  # type: ignore[arg-type]

        assert len(catalogue.append_only_grants(owner, role=application_role_name)) == 1

    def test_find_a_role_that_can_act_as_the_owner(self, owner: Connection) -> None:
        faults = catalogue.application_role(owner, role=owner.info.user)

        assert "it owns platform_company" in faults
        assert "it can act as the owner of platform_company" in faults


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
