from typing import Any

from django.db import migrations, models

from gongliao.platform.database.month_functions import drop_functions, make_functions
from gongliao.platform.database.remake import partition_by_month, unite

# How much of an item lies somewhere in its second unit. It is planned once a session and only where it is asked for.
# Each end is added up by itself, because each is found by an index.
SECOND_ON_HAND = """
CREATE FUNCTION gongliao_second_on_hand(
  tenant uuid, company uuid, item uuid, owned text, owner uuid, batch uuid, bin uuid) RETURNS numeric
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS
$$ BEGIN
  RETURN coalesce((SELECT sum(m.second_quantity) FROM public.ledger_stockmove m
      WHERE m.tenant_id = tenant AND m.company_id = company AND m.item_id = item AND m.ownership = owned
        AND m.batch_id = batch AND m.second_quantity IS NOT NULL
        AND m.target_kind = 'bin' AND m.target_id = bin AND m.target_owner_id = owner), 0)
    - coalesce((SELECT sum(m.second_quantity) FROM public.ledger_stockmove m
      WHERE m.tenant_id = tenant AND m.company_id = company AND m.item_id = item AND m.ownership = owned
        AND m.batch_id = batch AND m.second_quantity IS NOT NULL
        AND m.source_kind = 'bin' AND m.source_id = bin AND m.source_owner_id = owner), 0);
END $$
"""


def divide(apps: Any, schema_editor: Any) -> None:
    partition_by_month(schema_editor, apps.get_model("ledger", "StockMove"))


def put_together(apps: Any, schema_editor: Any) -> None:
    unite(schema_editor, apps.get_model("ledger", "StockMove"))


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0017_employers_charges'),
        ('platform', '0003_books_and_backdating'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.RunPython(
            lambda apps, schema_editor: make_functions(schema_editor),
            lambda apps, schema_editor: drop_functions(schema_editor),
        ),
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.CheckConstraint(condition=models.Q(('posting_date__gte', models.F('business_date'))), name='stock_move_counts_from_its_day'),
        ),
        migrations.RunSQL(
            SECOND_ON_HAND, "DROP FUNCTION gongliao_second_on_hand(uuid, uuid, uuid, text, uuid, uuid, uuid)"
        ),
        migrations.RunPython(divide, put_together),
    ]
