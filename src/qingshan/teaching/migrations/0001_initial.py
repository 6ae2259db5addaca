import django.db.models.deletion
import qingshan.access.fields
import qingshan.records.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('people', '0001_initial'),
        ('records', '0001_initial'),
        ('school', '0001_initial'),
        ('timetable', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='从哪天')),
                ('last_day', models.DateField(verbose_name='到哪天')),
                ('number', models.PositiveSmallIntegerField(verbose_name='抽几节')),
                ('source', models.CharField(max_length=200, verbose_name='用哪个公开的数')),
                ('ground', models.TextField(editable=False, verbose_name='名单')),
                ('ground_hash', models.CharField(editable=False, max_length=64, verbose_name='名单的指纹')),
                ('fixed_at', models.DateTimeField(auto_now_add=True, verbose_name='定下名单的时间')),
                ('value', models.CharField(blank=True, max_length=100, verbose_name='公布的数')),
                ('drawn_at', models.DateTimeField(blank=True, null=True, verbose_name='抽签的时间')),
                ('result', models.TextField(blank=True, editable=False, verbose_name='结果')),
                ('fixed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '听课抽签',
                'verbose_name_plural': '听课抽签',
                'ordering': ('-fixed_at',),
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='draw_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('drawn_at__isnull', True), ('result', '')), models.Q(('value', ''), _negated=True), _connector='OR'), name='drawn_from_a_value')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='看到的问题')),
                ('until', models.DateField(verbose_name='改到哪天')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='改好的日期')),
                ('done_words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='怎么改的')),
                ('seen_on', models.DateField(blank=True, null=True, verbose_name='复查的日期')),
                ('is_mended', models.BooleanField(null=True, verbose_name='复查认可')),
                ('seen_words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='复查的话')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁提的')),
                ('mender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁来改')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record', verbose_name='哪次查、评')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '查评的问题',
                'verbose_name_plural': '查评的问题',
                'ordering': ('seen_on', 'until'),
                'indexes': [models.Index(fields=['school', 'until'], name='teaching_fi_school__9121f5_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('seen_on__isnull', True), ('done_on__isnull', False), _connector='OR'), name='seen_again_once_done')],
            },
        ),
        migrations.CreateModel(
            name='LessonDesign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grade_number', models.PositiveSmallIntegerField(verbose_name='年级')),
                ('unit', models.CharField(max_length=60, verbose_name='单元')),
                ('title', models.CharField(max_length=100, verbose_name='课题')),
                ('goals', models.TextField(blank=True, verbose_name='学习目标')),
                ('preview', models.TextField(blank=True, verbose_name='课前自学')),
                ('question', models.TextField(blank=True, verbose_name='当堂问学')),
                ('group', models.TextField(blank=True, verbose_name='小组研学')),
                ('activity', models.TextField(blank=True, verbose_name='活动检学')),
                ('reflect', models.TextField(blank=True, verbose_name='反思固学')),
                ('is_shared', models.BooleanField(default=True, verbose_name='放进全校的库')),
                ('changed_on', models.DateField(verbose_name='改动日期')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='设计人')),
                ('made_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teaching.lessondesign')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.subject', verbose_name='学科')),
            ],
            options={
                'verbose_name': '教学设计',
                'verbose_name_plural': '教学设计',
                'ordering': ('subject__name', 'grade_number', 'unit', 'title', 'pk'),
                'indexes': [models.Index(fields=['school', 'subject', 'grade_number'], name='teaching_le_school__c1ef2f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('grade_number__range', (1, 12))), name='design_of_a_grade')],
            },
        ),
        migrations.CreateModel(
            name='DesignFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=qingshan.records.models.evidence_storage, upload_to='%Y/%m', verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('design', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='teaching.lessondesign')),
            ],
            options={
                'verbose_name': '设计的附件',
                'verbose_name_plural': '设计的附件',
                'ordering': ('added_at',),
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日期')),
                ('topic', models.CharField(blank=True, max_length=100, verbose_name='课题')),
                ('rubric', models.CharField(max_length=40, verbose_name='量表')),
                ('state', models.CharField(choices=[('planned', '还没听'), ('sent', '等老师回应'), ('answered', '等两人商定下一步'), ('agreed', '下一步商定了')], default='planned', max_length=10, verbose_name='进展')),
                ('summary', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='总的话')),
                ('answer', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='老师的回应')),
                ('next_step', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='下一步')),
                ('observer_agrees', models.BooleanField(default=False, verbose_name='听课教师同意')),
                ('teacher_agrees', models.BooleanField(default=False, verbose_name='上课教师同意')),
                ('step_seen', models.CharField(blank=True, choices=[('done', '做到了'), ('partly', '有进步'), ('not_yet', '还没有'), ('not_this', '这节课看不出')], max_length=10, verbose_name='上次的一步')),
                ('draw', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teaching.draw')),
                ('last_step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='teaching.observation')),
                ('observer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='听课教师')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record', verbose_name='记录')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.schoolclass', verbose_name='班级')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='timetable.slot', verbose_name='节次')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.subject', verbose_name='学科')),
                ('teacher', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='上课教师')),
            ],
            options={
                'verbose_name': '听课',
                'verbose_name_plural': '听课',
                'ordering': ('-date', 'slot__starts'),
                'indexes': [models.Index(fields=['school', 'date'], name='teaching_ob_school__0dc978_idx'), models.Index(fields=['teacher', 'date'], name='teaching_ob_teacher_7160db_idx')],
                'constraints': [models.UniqueConstraint(fields=('observer', 'date', 'slot'), name='one_observation_of_an_observer_a_time'), models.CheckConstraint(condition=models.Q(('teacher', models.F('observer')), _negated=True), name='of_somebody_else'), models.CheckConstraint(condition=models.Q(('state', 'planned'), ('record__isnull', False), _connector='OR'), name='an_observation_that_was_held_is_a_record')],
            },
        ),
        migrations.CreateModel(
            name='ObservationLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40, verbose_name='条目')),
                ('level', models.PositiveSmallIntegerField(verbose_name='水平')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='teaching.observation')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '听课水平',
                'verbose_name_plural': '听课水平',
                'constraints': [models.UniqueConstraint(fields=('observation', 'item'), name='one_level_an_item'), models.CheckConstraint(condition=models.Q(('level__range', (1, 4))), name='a_level_of_four')],
            },
        ),
        migrations.CreateModel(
            name='ObservationNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minute', models.PositiveSmallIntegerField(verbose_name='第几分钟')),
                ('phase', models.CharField(choices=[('preview', '课前自学'), ('question', '当堂问学'), ('group', '小组研学'), ('activity', '活动检学'), ('reflect', '反思固学')], max_length=10, verbose_name='环节')),
                ('words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='看到、听到的')),
                ('once', models.UUIDField(editable=False, null=True)),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='teaching.observation')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '听课实录',
                'verbose_name_plural': '听课实录',
                'ordering': ('minute', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('observation', 'once'), name='one_note_a_filling_in')],
            },
        ),
        migrations.CreateModel(
            name='Trip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='第一天')),
                ('ends_on', models.DateField(verbose_name='最后一天')),
                ('place', models.CharField(max_length=100, verbose_name='去哪里')),
                ('topic', models.CharField(max_length=200, verbose_name='学什么')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record', verbose_name='回来汇报')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁去')),
            ],
            options={
                'verbose_name': '外出学习',
                'verbose_name_plural': '外出学习',
                'ordering': ('-starts_on',),
                'indexes': [models.Index(fields=['school', 'starts_on'], name='teaching_tr_school__fc9c23_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='trip_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='TripCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=40, verbose_name='项目')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=10, verbose_name='金额')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='teaching.trip')),
            ],
            options={
                'verbose_name': '外出费用',
                'verbose_name_plural': '外出费用',
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('trip', 'item'), name='one_cost_an_item'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='a_cost_above_nothing')],
            },
        ),
        migrations.CreateModel(
            name='TripHearer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff')),
                ('trip', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hearers', to='teaching.trip')),
            ],
            options={
                'verbose_name': '听汇报的人',
                'verbose_name_plural': '听汇报的人',
                'constraints': [models.UniqueConstraint(fields=('trip', 'staff'), name='one_hearer_a_report')],
            },
        ),
    ]
