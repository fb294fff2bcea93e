"""No query looks for order lines by node: what a node is committed to is read from the ledger. The index was Django's own
and cost each order line a write."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('procurement', '0001_initial'),
        ('projects', '0002_shelf_life_at_issue'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.RunSQL(
            "DROP INDEX procurement_purchaseorderline_tenant_id_node_id_ae681446",
            "CREATE INDEX procurement_purchaseorderline_tenant_id_node_id_ae681446"
            " ON procurement_purchaseorderline (tenant_id, node_id)",
        ),
        migrations.AlterField(
            model_name='purchaseorderline',
            name='node',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.wbsnode'),
        ),
    ]
