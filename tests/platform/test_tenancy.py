"""The tenant of a transaction."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count

from gongliao.platform.models import Company, Person, RoleAssignment
from gongliao.platform.public import tenant_transaction
from tests.support.world import make_world


class TestTenantTransaction:
    def test_sees_its_own_rows_only(self) -> None:
        ours, theirs = make_world(), make_world()

        with tenant_transaction(ours.tenant.id):
            seen = set(Company.objects.values_list("id", flat=True))
            with connection.cursor() as cursor:
                cursor.execute("SELECT id FROM platform_company")
                seen_bare = {row[0] for row in cursor.fetchall()}

        assert seen == seen_bare == {ours.company_id}
        assert theirs.company_id not in seen

    def test_without_a_tenant_there_are_no_rows(self) -> None:
        make_world()

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM platform_company")
            assert cursor.fetchone() == (0,)

    def test_a_foreign_row_of_another_tenant_is_refused_by_the_database(self) -> None:
        ours, theirs = make_world(), make_world()
        stranger = theirs.person("buyer")

        with pytest.raises(IntegrityError), tenant_transaction(ours.tenant.id):
            RoleAssignment.objects.create(person_id=stranger.person_id, role="buyer")

    def test_a_transaction_belongs_to_one_tenant(self) -> None:
        ours, theirs = make_world(), make_world()

        with (
            pytest.raises(AssertionError),
            tenant_transaction(ours.tenant.id),
            tenant_transaction(theirs.tenant.id),
        ):
            pass

    def test_nothing_stays_on_the_connection(self) -> None:
        ours = make_world()
        with tenant_transaction(ours.tenant.id):
            assert Person.objects.count() == 0

        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.tenant', true)")
            assert cursor.fetchone()[0] in (None, "")

    def test_rows_can_be_counted_beside_their_columns(self) -> None:
        ours = make_world()
        ours.person("buyer", "storekeeper")

        with tenant_transaction(ours.tenant.id):
            counted = Person.objects.annotate(roles=Count("assignments")).values_list("name", "roles")
            assert list(counted) == [("buyer/storekeeper", 2)]
            assert [person.roles for person in Person.objects.annotate(roles=Count("assignments"))] == [2]
