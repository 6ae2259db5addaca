import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('school', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='做法')),
                ('number', models.PositiveSmallIntegerField(verbose_name='版次')),
                ('adopted_on', models.DateField(verbose_name='启用日期')),
                ('text', models.TextField(blank=True, verbose_name='原文')),
            ],
            options={
                'verbose_name': '做法的版次',
                'verbose_name_plural': '做法的版次',
                'ordering': ('key', 'number'),
                'constraints': [models.UniqueConstraint(fields=('key', 'number'), name='one_edition_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cadence', models.CharField(choices=[('school_day', '每个教学日'), ('week', '每周'), ('month', '每月'), ('term', '每学期'), ('school_year', '每学年'), ('once', '一次'), ('stage', '每个阶段')], max_length=12, verbose_name='频次')),
                ('starts_on', models.DateField(verbose_name='开始')),
                ('ends_on', models.DateField(verbose_name='结束')),
                ('due_on', models.DateField(verbose_name='到期')),
                ('school_days', models.PositiveSmallIntegerField(default=0, verbose_name='教学日数')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.schoolyear', verbose_name='学年')),
            ],
            options={
                'verbose_name': '周期',
                'verbose_name_plural': '周期',
                'ordering': ('starts_on',),
                'indexes': [models.Index(fields=['school', 'cadence', 'starts_on'], name='programmes__school__018e82_idx')],
                'constraints': [models.UniqueConstraint(fields=('year', 'cadence', 'starts_on'), name='one_period_a_start')],
            },
        ),
        migrations.CreateModel(
            name='PeriodDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cadence', models.CharField(choices=[('school_day', '每个教学日'), ('week', '每周'), ('month', '每月'), ('term', '每学期'), ('school_year', '每学年'), ('once', '一次'), ('stage', '每个阶段')], max_length=12, verbose_name='频次')),
                ('date', models.DateField(verbose_name='日期')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='programmes.period', verbose_name='周期')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.schoolyear', verbose_name='学年')),
            ],
            options={
                'verbose_name': '周期的日子',
                'verbose_name_plural': '周期的日子',
                'indexes': [models.Index(fields=['date', 'year', 'cadence'], name='programmes__date_455883_idx')],
            },
        ),
    ]
