import django.db.models.deletion
import django.utils.timezone
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
            name='Gathering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24, verbose_name='类型')),
                ('title', models.CharField(max_length=100, verbose_name='题目')),
                ('date', models.DateField(verbose_name='日期')),
                ('starts_at', models.TimeField(verbose_name='开始')),
                ('ends_at', models.TimeField(verbose_name='结束')),
                ('place', models.CharField(max_length=60, verbose_name='地点')),
                ('words', models.TextField(blank=True, verbose_name='说明')),
                ('audience', models.CharField(choices=[('everybody', '全体教职工'), ('party', '全体党员（含预备党员）'), ('groups', '教研组'), ('named', '点名的几位')], max_length=10, verbose_name='请谁来')),
                ('sign_in', models.CharField(choices=[('tap', '每人在手机上点一下“我到了”'), ('code', '扫屏幕上的码，码每分钟换一次'), ('list', '只由主持人点名')], default='tap', max_length=6, verbose_name='怎么签到')),
                ('called_off', models.CharField(blank=True, max_length=200, verbose_name='取消的原因')),
                ('summary', models.TextField(blank=True, verbose_name='纪要')),
                ('groups', models.ManyToManyField(blank=True, related_name='+', to='school.teachinggroup')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='主持人')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('named', models.ManyToManyField(blank=True, related_name='+', to='people.staff')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '活动',
                'verbose_name_plural': '活动',
                'ordering': ('date', 'starts_at', 'pk'),
                'indexes': [models.Index(fields=['school', 'date'], name='gatherings__school__70fe5d_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='gathering_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('tap', '自己点的'), ('code', '扫码'), ('list', '主持人点名')], max_length=6, verbose_name='怎么签的')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='签到时间')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='谁')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='gatherings.gathering')),
            ],
            options={
                'verbose_name': '签到',
                'verbose_name_plural': '签到',
                'ordering': ('noted_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('gathering', 'staff'), name='one_sign_in_a_gathering')],
            },
        ),
        migrations.CreateModel(
            name='GatheringFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=qingshan.records.models.evidence_storage, upload_to='gatherings/%Y/%m', verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='gatherings.gathering')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '活动的照片和材料',
                'verbose_name_plural': '活动的照片和材料',
                'ordering': ('added_at', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('guest', models.CharField(blank=True, max_length=60, verbose_name='校外的报告人')),
                ('topic', models.CharField(blank=True, max_length=100, verbose_name='讲什么')),
                ('gathering', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='gatherings.gathering')),
                ('record', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.record')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff')),
            ],
            options={
                'verbose_name': '报告人',
                'verbose_name_plural': '报告人',
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('gathering', 'order'), name='one_speaker_a_place'), models.CheckConstraint(condition=models.Q(('staff__isnull', False), models.Q(('guest', ''), _negated=True), _connector='OR'), name='a_speaker_is_somebody')],
            },
        ),
    ]
