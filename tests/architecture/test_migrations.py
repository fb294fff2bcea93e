"""The migrations make what the models say."""

from django.core.management import call_command


class TestMigrations:
    def test_leave_nothing_of_the_models_out(self) -> None:
        # Exits with 1, and so fails, where a migration is missing.
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)

    def test_are_all_applied(self) -> None:
        call_command("migrate", check_unapplied=True, database="owner", verbosity=0)
