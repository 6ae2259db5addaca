import django.db.models.deletion
import django.utils.timezone
import qingshan.access.fields
import qingshan.reminders.models
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
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('made_on', models.DateField(verbose_name='哪天给的')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '手机日历的地址',
                'verbose_name_plural': '手机日历的地址',
            },
        ),
        migrations.CreateModel(
            name='GroupRobot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='叫什么')),
                ('kind', models.CharField(choices=[('wecom', '企业微信'), ('dingtalk', '钉钉'), ('feishu', '飞书')], max_length=8, verbose_name='哪一种')),
                ('url', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='地址')),
                ('secret', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='加签密钥')),
                ('is_on', models.BooleanField(default=True, verbose_name='开着')),
                ('last_outcome', models.CharField(blank=True, max_length=200, verbose_name='上次')),
                ('last_tried_at', models.DateTimeField(blank=True, null=True, verbose_name='上次发出')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '群机器人',
                'verbose_name_plural': '群机器人',
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(verbose_name='哪一周')),
                ('audience', models.CharField(choices=[('personal', '给自己的'), ('leader', '给带头人的'), ('group', '给群里的')], max_length=8, verbose_name='给谁')),
                ('title', models.CharField(max_length=100, verbose_name='标题')),
                ('lines', models.JSONField(default=list, verbose_name='内容')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='写好')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='读过')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='收信人')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
            ],
            options={
                'verbose_name': '每周的信',
                'verbose_name_plural': '每周的信',
                'ordering': ('-week', 'audience'),
                'indexes': [models.Index(fields=['account', 'week'], name='reminders_l_account_58cc32_idx'), models.Index(fields=['week'], name='reminders_l_week_34a81c_idx')],
                'constraints': [models.UniqueConstraint(fields=('account', 'school', 'week', 'audience'), name='one_letter_a_week'), models.UniqueConstraint(condition=models.Q(('audience', 'group')), fields=('school', 'week'), name='one_group_letter_a_week'), models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', True), ('audience', 'group')), models.Q(models.Q(('audience', 'group'), _negated=True), ('account__isnull', False)), _connector='OR'), name='a_letter_has_its_reader')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', '邮件'), ('robot', '群机器人')], max_length=8, verbose_name='怎么发')),
                ('state', models.CharField(choices=[('waiting', '等着发'), ('sent', '发出了'), ('failed', '没发成，还会再试'), ('given_up', '不再试了')], default='waiting', max_length=8, verbose_name='状态')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='试过几次')),
                ('last_error', models.CharField(blank=True, max_length=200, verbose_name='上次为什么没成')),
                ('next_try', models.DateTimeField(verbose_name='下次')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='发出时间')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('robot', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='reminders.grouprobot')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='reminders.letter')),
            ],
            options={
                'verbose_name': '送信',
                'verbose_name_plural': '送信',
                'indexes': [models.Index(fields=['state', 'next_try'], name='reminders_d_state_293b15_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('robot__isnull', True)), fields=('letter', 'channel'), name='one_delivery_a_channel'), models.UniqueConstraint(fields=('letter', 'robot'), name='one_delivery_a_robot')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_app', models.BooleanField(default=True, verbose_name='在青山里提醒')),
                ('by_email', models.BooleanField(default=True, verbose_name='发邮件')),
                ('address', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='邮箱')),
                ('weekday', models.PositiveSmallIntegerField(default=0, verbose_name='星期几')),
                ('hour', models.PositiveSmallIntegerField(default=7, verbose_name='几点')),
                ('quiet_from', models.PositiveSmallIntegerField(default=20, verbose_name='从几点起不打扰')),
                ('quiet_until', models.PositiveSmallIntegerField(default=7, verbose_name='到几点')),
                ('token', models.CharField(default=qingshan.reminders.models.new_token, editable=False, max_length=43, unique=True)),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '提醒的方式',
                'verbose_name_plural': '提醒的方式',
            },
        ),
    ]
