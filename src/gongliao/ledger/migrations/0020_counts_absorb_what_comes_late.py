from django.db import migrations, models

# A count that agreed moved nothing, so its pool did not know of it: what comes late would be taken for the last.
NOTE_COUNTS = """
DO $$
DECLARE
  tenant uuid;
BEGIN
  FOR tenant IN SELECT id FROM platform_tenant LOOP
    PERFORM set_config('app.tenant', tenant::text, true);
    UPDATE ledger_stockpool p SET last_business_date = greatest(p.last_business_date, c.last),
      last_out_date = greatest(p.last_out_date, c.last)
    FROM (SELECT company_id, item_id, owner_id, ownership, max(business_date) AS last FROM ledger_countedstock
      WHERE tenant_id = tenant GROUP BY 1, 2, 3, 4) c
    WHERE p.tenant_id = tenant AND p.company_id = c.company_id AND p.item_id = c.item_id AND p.owner_id = c.owner_id
      AND p.ownership = c.ownership;
  END LOOP;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0019_costs_of_moves"),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AddField("stockmove", "place_seq", models.BigIntegerField(null=True)),
        migrations.RunSQL(NOTE_COUNTS, migrations.RunSQL.noop),
    ]
