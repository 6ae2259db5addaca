import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='County',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='行政区划码')),
                ('name', models.CharField(max_length=50, verbose_name='名称')),
            ],
            options={
                'verbose_name': '县区',
                'verbose_name_plural': '县区',
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='学校标识码')),
                ('name', models.CharField(max_length=100, verbose_name='学校名称')),
                ('county', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.county')),
            ],
            options={
                'verbose_name': '学校',
                'verbose_name_plural': '学校',
            },
        ),
        migrations.CreateModel(
            name='SchoolYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=9, verbose_name='学年')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '学年',
                'verbose_name_plural': '学年',
                'ordering': ('-name',),
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_school_year_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='学科')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '学科',
                'verbose_name_plural': '学科',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_subject_a_name')],
            },
        ),
        migrations.CreateModel(
            name='TeachingGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='教研组')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '教研组',
                'verbose_name_plural': '教研组',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_group_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='学期序号')),
                ('name', models.CharField(max_length=50, verbose_name='学期名称')),
                ('starts_on', models.DateField(verbose_name='开始')),
                ('ends_on', models.DateField(verbose_name='结束')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='school.schoolyear', verbose_name='学年')),
            ],
            options={
                'verbose_name': '学期',
                'verbose_name_plural': '学期',
                'ordering': ('starts_on',),
                'constraints': [models.UniqueConstraint(fields=('year', 'number'), name='one_term_a_number'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='term_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日期')),
                ('kind', models.CharField(choices=[('holiday', '放假'), ('make_up', '补课')], max_length=10, verbose_name='类型')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '校历',
                'verbose_name_plural': '校历',
                'ordering': ('date',),
                'constraints': [models.UniqueConstraint(fields=('school', 'date'), name='one_calendar_row_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', '管理员'), ('principal', '校长'), ('secretary', '党支部书记'), ('student_affairs', '学生事务主任'), ('group_head', '教研组长'), ('homeroom', '班主任'), ('teacher', '教师'), ('county_officer', '县区教育局人员')], max_length=20, verbose_name='职责')),
                ('since', models.DateField(verbose_name='开始')),
                ('until', models.DateField(blank=True, null=True, verbose_name='结束')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('county', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.county')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school')),
            ],
            options={
                'verbose_name': '任职',
                'verbose_name_plural': '任职',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('county__isnull', True), ('school__isnull', False), models.Q(('role', 'county_officer'), _negated=True)), models.Q(('county__isnull', False), ('role', 'county_officer'), ('school__isnull', True)), _connector='OR'), name='appointed_to_a_school_or_a_county'), models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('account', 'school', 'role'), name='one_open_appointment_a_role')],
            },
        ),
        migrations.CreateModel(
            name='SchoolClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, verbose_name='班级编号')),
                ('grade', models.CharField(max_length=20, verbose_name='年级')),
                ('grade_number', models.PositiveSmallIntegerField(default=0, verbose_name='年级序号')),
                ('name', models.CharField(max_length=50, verbose_name='班级名称')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '班级',
                'verbose_name_plural': '班级',
                'ordering': ('grade_number', 'code'),
                'constraints': [models.UniqueConstraint(fields=('school', 'code'), name='one_class_a_code')],
            },
        ),
    ]
