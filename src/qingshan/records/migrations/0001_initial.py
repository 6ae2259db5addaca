import django.db.models.deletion
import qingshan.records.models
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
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, verbose_name='记录编号')),
                ('date', models.DateField(verbose_name='日期')),
                ('kind', models.CharField(max_length=32, verbose_name='类型')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='标题')),
                ('content', models.TextField(blank=True, verbose_name='内容')),
                ('words', models.PositiveIntegerField(blank=True, null=True, verbose_name='字数')),
                ('minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='时长分钟')),
                ('parts', models.CharField(blank=True, max_length=120, verbose_name='要点')),
                ('once', models.UUIDField(editable=False, null=True)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='school.schoolclass', verbose_name='班级')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.staff', verbose_name='教师')),
                ('student', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.student', verbose_name='学生')),
            ],
            options={
                'verbose_name': '记录',
                'verbose_name_plural': '记录',
                'ordering': ('-date', '-number'),
                'indexes': [models.Index(fields=['school', 'date'], name='record_by_school_and_day'), models.Index(fields=['school', 'kind', 'date'], name='records_rec_school__fbe160_idx'), models.Index(fields=['staff', 'kind', 'date'], name='records_rec_staff_i_8e2d2c_idx'), models.Index(fields=['student', 'date'], name='records_rec_student_c1a763_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='one_record_a_number'), models.UniqueConstraint(fields=('staff', 'once'), name='one_record_a_filling_in')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(storage=qingshan.records.models.evidence_storage, upload_to='%Y/%m', verbose_name='文件')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('size', models.PositiveIntegerField(verbose_name='大小')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('once', models.UUIDField(editable=False, null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='records.record')),
            ],
            options={
                'verbose_name': '佐证材料',
                'verbose_name_plural': '佐证材料',
                'ordering': ('added_at',),
                'constraints': [models.UniqueConstraint(fields=('record', 'once'), name='one_file_a_sending')],
            },
        ),
    ]
