import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('people', '0001_initial'),
        ('school', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='教室')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '教室',
                'verbose_name_plural': '教室',
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('school', 'name'), name='one_room_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=10, verbose_name='节次')),
                ('name', models.CharField(blank=True, max_length=20, verbose_name='名称')),
                ('starts', models.TimeField(verbose_name='上课')),
                ('ends', models.TimeField(verbose_name='下课')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '节次',
                'verbose_name_plural': '节次',
                'ordering': ('starts', 'number'),
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='one_slot_a_number'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='slot_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='LessonChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('substitute', '代课'), ('move', '调课'), ('place', '换地方或改线上'), ('cancel', '停上')], max_length=10, verbose_name='类型')),
                ('date', models.DateField(verbose_name='日期')),
                ('to_date', models.DateField(blank=True, null=True, verbose_name='调到日期')),
                ('link', models.CharField(blank=True, max_length=300, verbose_name='线上链接')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('planned', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='原任教师')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.schoolclass', verbose_name='班级')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.subject', verbose_name='学科')),
                ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='上课教师')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timetable.room', verbose_name='教室')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timetable.slot', verbose_name='节次')),
                ('to_slot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timetable.slot', verbose_name='调到节次')),
            ],
            options={
                'verbose_name': '调代课',
                'verbose_name_plural': '调代课',
                'ordering': ('-date', 'slot__starts'),
                'indexes': [models.Index(fields=['school', 'date'], name='timetable_l_school__097abb_idx'), models.Index(fields=['school', 'to_date'], name='timetable_l_school__4b0f59_idx')],
                'constraints': [models.UniqueConstraint(fields=('school_class', 'date', 'slot'), name='one_change_of_a_lesson'), models.UniqueConstraint(fields=('school_class', 'to_date', 'to_slot'), name='one_lesson_moved_to_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'move'), ('to_date__isnull', False), ('to_slot__isnull', False)), models.Q(models.Q(('kind', 'move'), _negated=True), ('to_date__isnull', True), ('to_slot__isnull', True)), _connector='OR'), name='only_a_move_says_where_to')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, '星期一'), (2, '星期二'), (3, '星期三'), (4, '星期四'), (5, '星期五'), (6, '星期六'), (7, '星期日')], verbose_name='星期')),
                ('weeks', models.CharField(choices=[('every', '每周'), ('odd', '单周'), ('even', '双周')], default='every', max_length=5, verbose_name='单双周')),
                ('link', models.CharField(blank=True, max_length=300, verbose_name='线上链接')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.schoolclass', verbose_name='班级')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.subject', verbose_name='学科')),
                ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='教师')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timetable.room', verbose_name='教室')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timetable.slot', verbose_name='节次')),
            ],
            options={
                'verbose_name': '课',
                'verbose_name_plural': '课',
                'ordering': ('weekday', 'slot__starts', 'school_class__grade_number', 'school_class__code'),
                'indexes': [models.Index(fields=['school', 'weekday', 'starts_on'], name='timetable_l_school__05c229_idx'), models.Index(fields=['teacher', 'weekday'], name='timetable_l_teacher_996924_idx')],
                'constraints': [models.UniqueConstraint(fields=('school_class', 'weekday', 'slot', 'weeks', 'starts_on'), name='one_lesson_of_a_class_a_time'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='lesson_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='TimetableFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='文件名')),
                ('content', models.BinaryField(blank=True, verbose_name='内容')),
                ('starts_on', models.DateField(verbose_name='从哪天起')),
                ('ends_on', models.DateField(verbose_name='到哪天止')),
                ('makes_subjects', models.BooleanField(default=False, verbose_name='新学科一并建上')),
                ('put_in_at', models.DateTimeField(auto_now_add=True, verbose_name='放进来的时间')),
                ('adopted_at', models.DateTimeField(blank=True, null=True, verbose_name='用上的时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '课表文件',
                'verbose_name_plural': '课表文件',
                'ordering': ('-put_in_at',),
            },
        ),
        migrations.CreateModel(
            name='MakeUpPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日期')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, '星期一'), (2, '星期二'), (3, '星期三'), (4, '星期四'), (5, '星期五'), (6, '星期六'), (7, '星期日')], verbose_name='按星期几')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '补课安排',
                'verbose_name_plural': '补课安排',
                'ordering': ('date',),
                'constraints': [models.UniqueConstraint(fields=('school', 'date'), name='one_plan_a_make_up_day')],
            },
        ),
    ]
