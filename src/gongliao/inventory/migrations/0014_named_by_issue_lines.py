"""What issues name is found by index: a draft order or requisition that is saved anew deletes its lines, and the
database looked through all issue lines of the tenant for each of them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0005_holders_of_bins'),
        ('inventory', '0013_agreed_transfers'),
        ('ledger', '0020_counts_absorb_what_comes_late'),
        ('procurement', '0001_initial'),
        ('projects', '0002_shelf_life_at_issue'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='goodsissueline',
            index=models.Index(condition=models.Q(('order_line__isnull', False)), fields=['tenant_id', 'order_line'], name='issue_line_of_order_line'),
        ),
        migrations.AddIndex(
            model_name='goodsissueline',
            index=models.Index(condition=models.Q(('requisition_line__isnull', False)), fields=['tenant_id', 'requisition_line'], name='issue_line_of_requisition_line'),
        ),
    ]
