import django.db.models.deletion
import qingshan.access.fields
import qingshan.records.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('gatherings', '0001_initial'),
        ('outcomes', '0001_initial'),
        ('people', '0001_initial'),
        ('records', '0001_initial'),
        ('school', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='主题')),
                ('aim', models.TextField(blank=True, verbose_name='要做什么')),
                ('starts_on', models.DateField(verbose_name='开始')),
                ('ends_on', models.DateField(verbose_name='结束')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '主题教育',
                'verbose_name_plural': '主题教育',
                'ordering': ('-starts_on', '-pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='题目')),
                ('about', models.CharField(blank=True, max_length=200, verbose_name='讲什么')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='主讲人')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '党课',
                'verbose_name_plural': '党课',
                'ordering': ('title', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='LessonAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('honour', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='outcomes.honour', verbose_name='荣誉')),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='awards', to='ideals.lesson')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '党课获奖',
                'verbose_name_plural': '党课获奖',
                'constraints': [models.UniqueConstraint(fields=('lesson', 'honour'), name='one_award_a_lesson')],
            },
        ),
        migrations.CreateModel(
            name='LessonVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='第几版')),
                ('text', models.TextField(verbose_name='讲稿')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='改了什么')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lesson', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='ideals.lesson')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '讲稿的一版',
                'verbose_name_plural': '讲稿的一版',
                'ordering': ('-number',),
                'constraints': [models.UniqueConstraint(fields=('lesson', 'number'), name='one_version_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Piece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='题目')),
                ('blocks', models.JSONField(default=list, verbose_name='内容')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='存过几次')),
                ('state', models.CharField(choices=[('draft', '在写'), ('asked', '等本人同意'), ('review', '等另一个人审'), ('published', '发了'), ('down', '应本人要求撤下')], default='draft', max_length=10, verbose_name='状态')),
                ('consented_on', models.DateField(blank=True, null=True, verbose_name='本人同意的日期')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='第几期')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='发的日期')),
                ('portrayed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='写的是谁')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁审的')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('writer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁写的')),
            ],
            options={
                'verbose_name': '风采系列',
                'verbose_name_plural': '风采系列',
                'ordering': ('-number', '-pk'),
                'indexes': [models.Index(fields=['school', 'state'], name='ideals_piec_school__5dc40e_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='one_piece_an_issue'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('consented_on__isnull', False), ('number__isnull', False), ('record__isnull', False), ('reviewer__isnull', False)), _connector='OR'), name='published_with_consent_and_review'), models.CheckConstraint(condition=models.Q(('reviewer__isnull', True), models.Q(models.Q(('reviewer', models.F('writer')), _negated=True), models.Q(('reviewer', models.F('portrayed')), _negated=True)), _connector='OR'), name='reviewed_by_another')],
            },
        ),
        migrations.CreateModel(
            name='PiecePicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=qingshan.records.models.evidence_storage, upload_to='series/%Y/%m', verbose_name='图片')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='ideals.piece')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '风采系列的图片',
                'verbose_name_plural': '风采系列的图片',
            },
        ),
        migrations.CreateModel(
            name='PieceStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('begun', '开始写'), ('asked', '请本人看'), ('taken_back', '收回来改'), ('consented', '本人同意发表'), ('declined', '本人请改一改'), ('sent_back', '审的人退回'), ('published', '审过，发了'), ('withdrawn', '本人收回同意')], max_length=12, verbose_name='什么事')),
                ('on', models.DateField(verbose_name='日期')),
                ('words', models.CharField(blank=True, max_length=400, verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('piece', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='ideals.piece')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '风采系列的一步',
                'verbose_name_plural': '风采系列的一步',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='StudySession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role_model', models.CharField(blank=True, max_length=40, verbose_name='学习榜样')),
                ('reading', models.TextField(blank=True, verbose_name='先看什么')),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='ideals.campaign', verbose_name='主题教育')),
                ('gathering', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='gatherings.gathering')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ideals.lessonversion', verbose_name='讲稿')),
            ],
            options={
                'verbose_name': '学习',
                'verbose_name_plural': '学习',
                'ordering': ('gathering__date', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Takeaway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='收获')),
                ('written_on', models.DateField(verbose_name='写的日期')),
                ('shared_on', models.DateField(blank=True, null=True, verbose_name='分享的日期')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='takeaways', to='ideals.studysession')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.staff', verbose_name='谁')),
            ],
            options={
                'verbose_name': '学习收获',
                'verbose_name_plural': '学习收获',
                'ordering': ('-written_on', '-pk'),
                'constraints': [models.UniqueConstraint(fields=('session', 'staff'), name='one_takeaway_a_session')],
            },
        ),
    ]
