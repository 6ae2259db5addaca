import django.db.models.deletion
import qingshan.access.fields
import qingshan.records.models
import uuid
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
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(verbose_name='日期')),
                ('kind', models.CharField(choices=[('accident', '安全事故'), ('complaint', '家长投诉'), ('opinion', '舆情'), ('violation', '三乱')], max_length=10, verbose_name='类型')),
                ('description', models.TextField(verbose_name='描述')),
                ('handling', models.TextField(blank=True, verbose_name='处理结果')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '事件',
                'verbose_name_plural': '事件',
                'ordering': ('-date',),
                'constraints': [models.CheckConstraint(condition=models.Q(('settled_on__isnull', True), ('settled_on__gte', models.F('date')), _connector='OR'), name='incident_settled_after_it_was')],
            },
        ),
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='编号')),
                ('received_on', models.DateField(verbose_name='收到日期')),
                ('about', models.CharField(choices=[('teacher', '老师'), ('principal', '校长'), ('canteen', '吃饭、住宿'), ('safety', '安全、校车'), ('fees', '收费'), ('homework', '作业、上课'), ('other', '别的事')], max_length=10, verbose_name='关于什么')),
                ('to_county', models.BooleanField(default=False, verbose_name='由县教育局办理')),
                ('code_hash', models.CharField(max_length=64, unique=True, verbose_name='查询码')),
                ('seal', models.CharField(max_length=64, verbose_name='封印')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voice.incident')),
            ],
            options={
                'verbose_name': '投诉',
                'verbose_name_plural': '投诉',
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='one_complaint_a_number')],
            },
        ),
        migrations.CreateModel(
            name='IncidentStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('handled', '处理'), ('settled', '办结')], max_length=8, verbose_name='什么事')),
                ('date', models.DateField(verbose_name='日期')),
                ('words', models.TextField(verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='voice.incident')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '事件的一步',
                'verbose_name_plural': '事件的一步',
                'ordering': ('date', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('taken', '在办'), ('adopted', '采纳了，在做'), ('declined', '没有采纳'), ('done', '做成了')], default='taken', max_length=8, verbose_name='状态')),
                ('answer_by', models.DateField(verbose_name='什么时候前答复')),
                ('done_by', models.DateField(blank=True, null=True, verbose_name='什么时候前做成')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='办完日期')),
                ('has_news', models.BooleanField(default=False, verbose_name='有新的回音')),
                ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record', verbose_name='建议')),
                ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁在办')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '建议的办理',
                'verbose_name_plural': '建议的办理',
                'ordering': ('answer_by', 'pk'),
                'indexes': [models.Index(fields=['school', 'state'], name='voice_sugge_school__548d7a_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ('taken', 'adopted')), ('settled_on__isnull', False), _connector='OR'), name='suggestion_settled_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='SuggestionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('taken', '接下了'), ('handed', '换人办'), ('told', '说了进展'), ('adopted', '采纳'), ('declined', '没有采纳'), ('done', '做成了')], max_length=10, verbose_name='什么事')),
                ('date', models.DateField(verbose_name='日期')),
                ('words', models.TextField(blank=True, verbose_name='说明')),
                ('file', models.FileField(blank=True, storage=qingshan.records.models.evidence_storage, upload_to='suggestions/%Y/%m', verbose_name='照片')),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='类型')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('suggestion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='voice.suggestion')),
            ],
            options={
                'verbose_name': '建议的一步',
                'verbose_name_plural': '建议的一步',
                'ordering': ('date', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='题目')),
                ('opens_on', models.DateField(verbose_name='从')),
                ('closes_on', models.DateField(verbose_name='到')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '家长调查',
                'verbose_name_plural': '家长调查',
                'ordering': ('-opens_on', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('marks', models.JSONField(verbose_name='回答')),
                ('words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='还想说的')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.schoolclass')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='voice.survey')),
            ],
            options={
                'verbose_name': '调查的回答',
                'verbose_name_plural': '调查的回答',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='第几题')),
                ('text', models.CharField(max_length=100, verbose_name='问什么')),
                ('index', models.CharField(blank=True, choices=[('satisfaction', '满意指数'), ('trust', '信任指数')], max_length=12, verbose_name='算进')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='voice.survey')),
            ],
            options={
                'verbose_name': '调查的问题',
                'verbose_name_plural': '调查的问题',
                'ordering': ('place',),
                'constraints': [models.UniqueConstraint(fields=('survey', 'place'), name='one_question_a_place')],
            },
        ),
        migrations.CreateModel(
            name='SurveySlip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=64, unique=True, verbose_name='条子上的码')),
                ('is_used', models.BooleanField(default=False, verbose_name='用过了')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.schoolclass')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='voice.survey')),
            ],
            options={
                'verbose_name': '调查的条子',
                'verbose_name_plural': '调查的条子',
                'indexes': [models.Index(fields=['survey', 'school_class'], name='voice_surve_survey__b6358d_idx')],
            },
        ),
        migrations.CreateModel(
            name='ComplaintStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(verbose_name='第几步')),
                ('kind', models.CharField(choices=[('received', '收到'), ('about', '关于这位老师，回避'), ('taken', '接下办理'), ('told', '答复家长'), ('noted', '内部记录'), ('wrote', '家长又说'), ('again', '家长说还没解决'), ('escalated', '上报县教育局'), ('settled', '办结')], max_length=10, verbose_name='什么事')),
                ('side', models.CharField(choices=[('family', '家长'), ('school', '学校'), ('county', '县教育局')], max_length=8, verbose_name='谁')),
                ('date', models.DateField(verbose_name='日期')),
                ('words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='说了什么')),
                ('to_family', models.BooleanField(default=False, verbose_name='家长看得到')),
                ('file', models.FileField(blank=True, storage=qingshan.records.models.evidence_storage, upload_to='complaints/%Y/%m', verbose_name='录音')),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='类型')),
                ('digest', models.CharField(blank=True, max_length=64, verbose_name='录音的指纹')),
                ('seal', models.CharField(max_length=64, verbose_name='封印')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='voice.complaint')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff')),
            ],
            options={
                'verbose_name': '投诉的一步',
                'verbose_name_plural': '投诉的一步',
                'ordering': ('complaint', 'place'),
                'constraints': [models.UniqueConstraint(fields=('complaint', 'place'), name='one_step_a_place')],
            },
        ),
    ]
