from typing import Any

import django.db.models.deletion
import gongliao.kernel.ids
import gongliao.ledger.models.costs
import gongliao.platform.database.marks
import gongliao.platform.tenancy.context
from django.conf import settings
from django.db import migrations, models
from psycopg import sql

# The owner sees the rows of all tenants for once, and what is appended only is given what it lacked.
OPEN = """
ALTER TABLE ledger_stockmove NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_costentry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_othercost NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_costrollup NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_mark NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_stockmove DISABLE TRIGGER append_only;
"""
CLOSE = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE ledger_stockmove ENABLE TRIGGER append_only;
ALTER TABLE ledger_stockmove FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_othercost FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_costrollup FORCE ROW LEVEL SECURITY;
ALTER TABLE ledger_mark FORCE ROW LEVEL SECURITY;
"""
# Costs have other numbers now, so what is summed up of them and what of them is checked begins anew.
BEGIN_ANEW = """
DELETE FROM ledger_costrollup;
DELETE FROM ledger_mark WHERE name IN ('cost_sums', 'verified_costs');
"""
TELL_MOVES = """
UPDATE ledger_stockmove m SET project_id = c.project_id, category_id = c.category_id
FROM ledger_costentry c WHERE c.tenant_id = m.tenant_id AND c.move_id = m.id;
INSERT INTO ledger_othercost (id, tenant_id, company_id, project_id, node_id, category_id, item_id, amount,
 business_date, posting_date, recorded_at, document_type, document_id, document_line_id, recorded_by_id, reverses_id)
SELECT id, tenant_id, company_id, project_id, node_id, category_id, item_id, amount,
 business_date, posting_date, recorded_at, document_type, document_id, document_line_id, recorded_by_id, reverses_id
FROM ledger_costentry WHERE move_id IS NULL ORDER BY tenant_id, seq;
DROP TABLE ledger_costentry;
"""
VIEW = """
CREATE VIEW ledger_costentry WITH (security_invoker = true) AS
SELECT m.id, m.tenant_id, m.seq, m.company_id, m.project_id,
 CASE WHEN m.target_kind = 'node' THEN m.target_id ELSE m.source_id END AS node_id, m.category_id, m.item_id,
 (CASE WHEN m.target_kind = 'node' THEN m.quantity ELSE -m.quantity END)::numeric(18, 6) AS quantity,
 (CASE WHEN m.target_kind = 'node' THEN m.value ELSE -m.value END)::numeric(18, 2) AS amount,
 m.business_date, m.posting_date, m.recorded_at, m.document_type, m.document_id, m.document_line_id,
 m.recorded_by_id, m.id AS move_id, m.reverses_id, m.corrects_id
FROM ledger_stockmove m WHERE m.project_id IS NOT NULL
UNION ALL
SELECT c.id, c.tenant_id, c.seq, c.company_id, c.project_id, c.node_id, c.category_id, c.item_id,
 0::numeric(18, 6), c.amount, c.business_date, c.posting_date, c.recorded_at, c.document_type, c.document_id,
 c.document_line_id, c.recorded_by_id, NULL::uuid, c.reverses_id, NULL::uuid
FROM ledger_othercost c;
"""
FROM_VIEW = """
CREATE TEMPORARY TABLE costs_before ON COMMIT DROP AS SELECT * FROM ledger_costentry;
DROP VIEW ledger_costentry;
"""
TELL_COSTS = """
INSERT INTO ledger_costentry (id, tenant_id, company_id, project_id, node_id, category_id, item_id, quantity, amount,
 business_date, posting_date, recorded_at, document_type, document_id, document_line_id, recorded_by_id, move_id,
 reverses_id, corrects_id)
SELECT id, tenant_id, company_id, project_id, node_id, category_id, item_id, quantity, amount,
 business_date, posting_date, recorded_at, document_type, document_id, document_line_id, recorded_by_id, move_id,
 reverses_id, corrects_id
FROM costs_before ORDER BY tenant_id, seq;
DELETE FROM ledger_othercost;
"""


def make_view(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(OPEN, None)
    schema_editor.execute(TELL_MOVES, None)
    schema_editor.execute(BEGIN_ANEW, None)
    schema_editor.execute(CLOSE, None)
    schema_editor.execute(VIEW, None)
    role = sql.Identifier(settings.DATABASE_APPLICATION_ROLE)
    for statement in (
        "GRANT SELECT ON ledger_costentry TO {role}",
        # An identity needs no such grant, but this is one table's number for the other's rows.
        "GRANT USAGE ON SEQUENCE ledger_stockmove_seq_seq TO {role}",
    ):
        schema_editor.execute(sql.SQL(statement).format(role=role).as_string(schema_editor.connection.connection), None)


def make_table(apps: Any, schema_editor: Any) -> None:
    """Put the costs of moves beside the moves again."""
    unforced = OPEN.replace("ALTER TABLE ledger_costentry NO FORCE ROW LEVEL SECURITY;\n", "")
    schema_editor.execute(unforced, None)
    schema_editor.execute(FROM_VIEW, None)
    schema_editor.create_model(apps.get_model("ledger", "CostEntry"))
    schema_editor.execute("ALTER TABLE ledger_costentry NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute("ALTER TABLE ledger_othercost DISABLE TRIGGER append_only")
    schema_editor.execute(TELL_COSTS, None)
    schema_editor.execute(BEGIN_ANEW, None)
    schema_editor.execute(CLOSE, None)
    schema_editor.execute("ALTER TABLE ledger_costentry FORCE ROW LEVEL SECURITY")


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0005_holders_of_bins'),
        ('ledger', '0018_moves_by_month'),
        ('projects', '0002_shelf_life_at_issue'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.CreateModel(
            name='OtherCost',
            fields=[
                ('id', models.UUIDField(default=gongliao.kernel.ids.new_id, primary_key=True, serialize=False)),
                ('tenant_id', models.UUIDField(default=gongliao.platform.tenancy.context.current_tenant_id, editable=False)),
                ('seq', models.BigIntegerField(db_default=gongliao.ledger.models.costs.NextNumber(), editable=False)),
                ('company_id', models.UUIDField()),
                ('project_id', models.UUIDField()),
                ('node', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='projects.wbsnode')),
                ('category', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to='projects.costcategory')),
                ('item_id', models.UUIDField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                ('business_date', models.DateField()),
                ('posting_date', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('document_type', models.CharField(max_length=30)),
                ('document_id', models.UUIDField()),
                ('document_line_id', models.UUIDField()),
                ('recorded_by_id', models.UUIDField()),
                ('reverses_id', models.UUIDField(null=True)),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
                'indexes': [
                    models.Index(fields=['tenant_id', 'project_id', 'business_date', 'seq'], name='other_cost_of_project'),
                    models.Index(fields=['tenant_id', 'business_date'], name='other_cost_of_day'),
                    models.Index(fields=['tenant_id', 'document_id'], name='other_cost_of_document'),
                    models.Index(fields=['tenant_id', 'seq'], name='other_cost_in_order'),
                ],
            },
            bases=(gongliao.platform.database.marks.AppendOnly, models.Model),
        ),
        migrations.AddField(
            model_name='stockmove',
            name='category_id',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='stockmove',
            name='project_id',
            field=models.UUIDField(null=True),
        ),
        migrations.RunPython(make_view, make_table),
        migrations.AlterModelOptions(
            name='costentry',
            options={'default_permissions': (), 'managed': False},
        ),
        migrations.AddIndex(
            model_name='stockmove',
            index=models.Index(condition=models.Q(('project_id__isnull', False)), fields=['tenant_id', 'project_id', 'business_date', 'seq'], name='stock_move_of_project'),
        ),
        migrations.AddConstraint(
            model_name='stockmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category_id__isnull', True), ('project_id__isnull', True), models.Q(('source_kind', 'node'), _negated=True), models.Q(('target_kind', 'node'), _negated=True)), models.Q(('category_id__isnull', False), ('project_id__isnull', False), models.Q(models.Q(('source_kind', 'node'), models.Q(('target_kind', 'node'), _negated=True)), models.Q(models.Q(('source_kind', 'node'), _negated=True), ('target_kind', 'node')), _connector='OR')), _connector='OR'), name='stock_move_borne_by_its_node'),
        ),
    ]
