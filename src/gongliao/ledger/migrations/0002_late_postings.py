from django.db import migrations, models

# Of pools from before nobody noted when something last left them: at the latest when they were last moved.
NOTE_DEPARTURES = """
DO $$
DECLARE
  tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM platform_tenant LOOP
    PERFORM set_config('app.tenant', tenant::text, true);
    UPDATE ledger_stockpool SET last_out_date = last_business_date WHERE tenant_id = tenant;
  END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_books_of_stock_and_cost"),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AddField("stockmove", "linked_id", models.UUIDField(null=True)),
        migrations.AddField("stockpool", "last_out_date", models.DateField(null=True)),
        migrations.RunSQL(NOTE_DEPARTURES, migrations.RunSQL.noop),
        migrations.AddIndex(
            "stockmove",
            models.Index(
                fields=["tenant_id", "corrects_id"],
                condition=models.Q(corrects_id__isnull=False),
                name="stock_move_correcting",
            ),
        ),
        migrations.AddIndex(
            "stockmove",
            models.Index(
                fields=["tenant_id", "linked_id"], condition=models.Q(linked_id__isnull=False), name="stock_move_linked"
            ),
        ),
    ]
