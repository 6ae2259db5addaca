from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('school', '0001_initial'),
        ('timetable', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='lesson',
            name='one_lesson_of_a_class_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='lessonchange',
            name='one_change_of_a_lesson',
        ),
        migrations.RemoveConstraint(
            model_name='lessonchange',
            name='one_lesson_moved_to_a_time',
        ),
        migrations.AddField(
            model_name='lesson',
            name='division',
            field=models.CharField(blank=True, max_length=50, verbose_name='分法'),
        ),
        migrations.AddField(
            model_name='lesson',
            name='part',
            field=models.CharField(blank=True, max_length=50, verbose_name='分组'),
        ),
        migrations.AddField(
            model_name='lessonchange',
            name='part',
            field=models.CharField(blank=True, max_length=50, verbose_name='分组'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.UniqueConstraint(fields=('school_class', 'weekday', 'slot', 'weeks', 'starts_on', 'part'), name='one_lesson_of_a_part_a_time'),
        ),
        migrations.AddConstraint(
            model_name='lesson',
            constraint=models.CheckConstraint(condition=models.Q(('division', ''), models.Q(('part', ''), _negated=True), _connector='OR'), name='a_division_has_parts'),
        ),
        migrations.AddConstraint(
            model_name='lessonchange',
            constraint=models.UniqueConstraint(fields=('school_class', 'date', 'slot', 'part'), name='one_change_of_a_part'),
        ),
        migrations.AddConstraint(
            model_name='lessonchange',
            constraint=models.UniqueConstraint(fields=('school_class', 'to_date', 'to_slot', 'part'), name='one_part_moved_to_a_time'),
        ),
    ]
