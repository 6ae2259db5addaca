import django.db.models.deletion
import django.utils.timezone
import qingshan.access.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('school', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LoadRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('file', models.CharField(blank=True, editable=False, max_length=100)),
                ('state', models.CharField(choices=[('checking', '正在核对'), ('refused', '有要改的地方'), ('ready', '核对好了，还没载入'), ('loading', '正在载入'), ('loaded', '载入好了'), ('failed', '没有做完')], default='checking', max_length=10, verbose_name='状态')),
                ('counts', models.JSONField(default=dict)),
                ('errors', models.PositiveIntegerField(default=0, verbose_name='要改的地方')),
                ('sentence', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='放进来')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='开始做')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='做完')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '载入',
                'verbose_name_plural': '载入',
                'ordering': ('-created_at', '-pk'),
                'indexes': [models.Index(fields=['school', '-created_at'], name='exchange_lo_school__58a720_idx')],
            },
        ),
        migrations.CreateModel(
            name='LoadProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(verbose_name='次序')),
                ('sheet', models.CharField(max_length=31, verbose_name='表')),
                ('row', models.PositiveIntegerField(verbose_name='行')),
                ('column', models.CharField(blank=True, max_length=100, verbose_name='列')),
                ('code', models.CharField(max_length=30, verbose_name='代码')),
                ('value', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='填的是')),
                ('message', models.TextField(verbose_name='怎么改')),
                ('is_error', models.BooleanField(default=True, verbose_name='必须改')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='exchange.loadrun')),
            ],
            options={
                'verbose_name': '载入时的问题',
                'verbose_name_plural': '载入时的问题',
                'ordering': ('place',),
                'indexes': [models.Index(fields=['run', 'sheet', 'place'], name='exchange_lo_run_id_1f974d_idx')],
            },
        ),
    ]
