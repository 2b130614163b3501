from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("matching", "0002_words_of_the_town"),
    ]

    operations = [
        operation
        for side in ("government", "partner")
        for operation in (
            migrations.AddField(
                model_name="introduction",
                name=f"{side}_person",
                field=models.CharField(blank=True, max_length=120, default=""),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name="introduction",
                name=f"{side}_post",
                field=models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="identity.post"),
            ),
        )
    ]
