import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('character', '0001_initial'),
        ('timetable', '0002_lessons_of_a_part'),
    ]

    operations = [
        migrations.AddField(
            model_name='droplesson',
            name='slot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='timetable.slot', verbose_name='哪节课前'),
        ),
    ]
