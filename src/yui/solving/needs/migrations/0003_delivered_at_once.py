from django.db import migrations, models

import yui.kernel.states.machine


class Migration(migrations.Migration):
    """Troubles reach the town at once; a mail address is confirmed beside that."""

    dependencies = [("needs", "0002_order_of_the_desk")]

    operations = [
        migrations.RemoveConstraint(model_name="trouble", name="needs_trouble_confirmed_by_mail"),
        migrations.RunSQL(
            "UPDATE needs_trouble SET state = 'received' WHERE state = 'unconfirmed'", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name="trouble",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at__isnull", True), models.Q(("mail", ""), _negated=True), _connector="OR"
                ),
                name="needs_trouble_confirms_an_address",
            ),
        ),
        migrations.AlterField(
            model_name="trouble",
            name="state",
            field=yui.kernel.states.machine.StateField(
                choices=[
                    ("received", "受付"),
                    ("answered", "返事をした"),
                    ("gathered", "ニーズにまとめた"),
                    ("solved", "解決"),
                    ("closed", "終わり"),
                ],
                db_index=True,
                default="received",
                max_length=24,
            ),
        ),
    ]
