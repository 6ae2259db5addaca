import django.db.models.deletion
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
    ]

    operations = [
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(verbose_name='问题')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='地点')),
                ('found_on', models.DateField(verbose_name='发现日期')),
                ('due_on', models.DateField(verbose_name='什么时候前')),
                ('state', models.CharField(choices=[('open', '要整改'), ('mended', '等复查'), ('settled', '复查过了')], default='open', max_length=8, verbose_name='状态')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='复查日期')),
                ('mended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record', verbose_name='巡查')),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁整改')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '问题和隐患',
                'verbose_name_plural': '问题和隐患',
                'ordering': ('due_on', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='FindingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('found', '发现'), ('handed', '改了谁整改或期限'), ('mended', '整改好了'), ('sent_back', '复查没过'), ('settled', '复查过了')], max_length=10, verbose_name='什么事')),
                ('date', models.DateField(verbose_name='日期')),
                ('words', models.TextField(blank=True, verbose_name='说明')),
                ('file', models.FileField(blank=True, storage=qingshan.records.models.evidence_storage, upload_to='findings/%Y/%m', verbose_name='照片')),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='类型')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='outcomes.finding')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '整改的一步',
                'verbose_name_plural': '整改的一步',
                'ordering': ('date', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Honour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.CharField(choices=[('staff', '教师'), ('student', '学生'), ('school', '学校')], max_length=8, verbose_name='对象类型')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('level', models.CharField(choices=[('school', '校级'), ('district', '区级'), ('city', '市级'), ('province', '省级'), ('nation', '国家级')], max_length=10, verbose_name='级别')),
                ('awarded_by', models.CharField(blank=True, max_length=100, verbose_name='授予单位')),
                ('date', models.DateField(verbose_name='日期')),
                ('category', models.CharField(blank=True, max_length=30, verbose_name='类别')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.staff')),
                ('student', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.student')),
            ],
            options={
                'verbose_name': '荣誉',
                'verbose_name_plural': '荣誉',
                'ordering': ('-date',),
                'indexes': [models.Index(fields=['school', 'recipient', 'date'], name='outcomes_ho_school__4300d5_idx')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=qingshan.records.models.evidence_storage, upload_to='honours/%Y/%m', verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('honour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='outcomes.honour')),
            ],
            options={
                'verbose_name': '证书',
                'verbose_name_plural': '证书',
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='HonourConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_by', models.CharField(max_length=30, verbose_name='谁同意的')),
                ('way', models.CharField(choices=[('paper', '签了字'), ('in_person', '当面说的'), ('call', '电话、微信里说的')], max_length=10, verbose_name='怎么说的')),
                ('since', models.DateField(verbose_name='从')),
                ('until', models.DateField(verbose_name='到')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='收回')),
                ('honour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='outcomes.honour')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '同意公开',
                'verbose_name_plural': '同意公开',
                'ordering': ('-since', '-pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('honour',), name='one_consent_at_a_time'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='consent_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日期')),
                ('level', models.CharField(max_length=20, verbose_name='级别')),
                ('content', models.CharField(max_length=200, verbose_name='内容')),
                ('result', models.CharField(choices=[('excellent', '优秀'), ('good', '良好'), ('passed', '合格'), ('failed', '不合格')], max_length=10, verbose_name='结果')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '检查',
                'verbose_name_plural': '检查',
                'ordering': ('-date',),
            },
        ),
        migrations.AddField(
            model_name='finding',
            name='inspection',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='outcomes.inspection'),
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exam', models.CharField(max_length=40, verbose_name='考试')),
                ('date', models.DateField(verbose_name='日期')),
                ('subject', models.CharField(max_length=20, verbose_name='科目')),
                ('points', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='分数')),
                ('full', models.DecimalField(decimal_places=1, max_digits=5, verbose_name='满分')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.student', verbose_name='学生')),
            ],
            options={
                'verbose_name': '成绩',
                'verbose_name_plural': '成绩',
                'ordering': ('-date', 'subject'),
                'indexes': [models.Index(fields=['student', 'date'], name='outcomes_ma_student_55f549_idx'), models.Index(fields=['school', 'date'], name='outcomes_ma_school__8bba2c_idx')],
                'constraints': [models.UniqueConstraint(fields=('student', 'exam', 'subject'), name='one_mark_an_exam_and_subject'), models.CheckConstraint(condition=models.Q(('points__gte', 0), ('points__lte', models.F('full')), ('full__gt', 0)), name='marks_within_their_full')],
            },
        ),
        migrations.CreateModel(
            name='Examination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('graduates', models.PositiveIntegerField(verbose_name='毕业人数')),
                ('entered', models.PositiveIntegerField(verbose_name='升入高中阶段人数')),
                ('sat', models.PositiveIntegerField(verbose_name='参加考试人数')),
                ('full_marks', models.PositiveIntegerField(verbose_name='学科满分人数')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '中考',
                'verbose_name_plural': '中考',
                'ordering': ('-year',),
                'constraints': [models.UniqueConstraint(fields=('school', 'year'), name='one_examination_a_year'), models.CheckConstraint(condition=models.Q(('entered__lte', models.F('graduates'))), name='no_more_enter_than_graduate')],
            },
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['school', 'state', 'due_on'], name='outcomes_fi_school__fcfefc_idx'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('inspection__isnull', False), ('record__isnull', True)), models.Q(('inspection__isnull', True), ('record__isnull', False)), _connector='OR'), name='finding_of_a_visit_or_a_round'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('found_on'))), name='finding_due_after_it_was_found'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'settled'), _negated=True), models.Q(('mended_by__isnull', False), ('seen_by__isnull', False), ('settled_on__isnull', False), models.Q(('mended_by', models.F('seen_by')), _negated=True)), _connector='OR'), name='finding_seen_again_by_another'),
        ),
    ]
