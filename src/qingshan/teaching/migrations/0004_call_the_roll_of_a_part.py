from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('school', '0001_initial'),
        ('teaching', '0003_call_the_roll_of_lessons_online'),
        ('timetable', '0002_lessons_of_a_part'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='onlineroll',
            name='one_roll_of_a_lesson_online',
        ),
        migrations.AddField(
            model_name='onlineroll',
            name='part',
            field=models.CharField(blank=True, max_length=50, verbose_name='分组'),
        ),
        migrations.AddConstraint(
            model_name='onlineroll',
            constraint=models.UniqueConstraint(fields=('school_class', 'date', 'slot', 'part'), name='one_roll_of_a_part_online'),
        ),
    ]
