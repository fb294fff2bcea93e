from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0003_vouchers"),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        migrations.AddField("stockmove", "cause", models.CharField(blank=True, db_default="", max_length=20)),
        migrations.AddConstraint(
            "stockmove",
            models.CheckConstraint(
                condition=models.Q(
                    ("cause", ""),
                    models.Q(
                        (
                            "cause__in",
                            (
                                "earlier_date",
                                "reversal",
                                "invoice_difference",
                                "landed_cost",
                                "price_adjustment",
                                "exchange_rate",
                            ),
                        ),
                        ("corrects_id__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="stock_move_cause_known",
            ),
        ),
    ]
