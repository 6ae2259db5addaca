import django.db.models.deletion
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
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='姓名')),
                ('gender', models.CharField(choices=[('male', '男'), ('female', '女')], max_length=6, verbose_name='性别')),
                ('id_number', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='身份证件号')),
                ('id_number_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('phone', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='手机号')),
                ('search_key', models.CharField(blank=True, editable=False, max_length=250)),
                ('number', models.CharField(max_length=30, verbose_name='工号')),
                ('birth_date', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('political_status', models.CharField(max_length=20, verbose_name='政治面貌')),
                ('joined_party_on', models.DateField(blank=True, null=True, verbose_name='入党日期')),
                ('applied_party_on', models.DateField(blank=True, null=True, verbose_name='申请入党日期')),
                ('hired_on', models.DateField(verbose_name='入职日期')),
                ('post', models.CharField(choices=[('special', '特岗教师'), ('permanent', '在编教师'), ('exchange', '交流教师'), ('substitute', '代课教师'), ('support', '工勤人员')], max_length=10, verbose_name='岗位类型')),
                ('position', models.CharField(blank=True, max_length=50, verbose_name='职务')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='school.teachinggroup', verbose_name='教研组')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('subject', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='school.subject', verbose_name='任教学科')),
            ],
            options={
                'verbose_name': '教职工',
                'verbose_name_plural': '教职工',
                'ordering': ('number',),
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='one_staff_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('personal', '事假'), ('sick', '病假'), ('parental', '产假、陪产假、育儿假'), ('training', '外出进修'), ('elsewhere', '借调、支教')], max_length=10, verbose_name='类型')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='people.staff', verbose_name='教职工')),
            ],
            options={
                'verbose_name': '请假',
                'verbose_name_plural': '请假',
                'ordering': ('-starts_on',),
                'indexes': [models.Index(fields=['school', 'starts_on'], name='people_leav_school__dab0a8_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='leave_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='HomeroomTeacher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='homeroom', to='school.schoolclass')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='homerooms', to='people.staff', verbose_name='班主任')),
            ],
            options={
                'verbose_name': '班主任',
                'verbose_name_plural': '班主任',
            },
        ),
        migrations.CreateModel(
            name='GroupHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='head', to='school.teachinggroup')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='headed_groups', to='people.staff')),
            ],
            options={
                'verbose_name': '教研组长',
                'verbose_name_plural': '教研组长',
            },
        ),
        migrations.CreateModel(
            name='Student',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50, verbose_name='姓名')),
                ('gender', models.CharField(choices=[('male', '男'), ('female', '女')], max_length=6, verbose_name='性别')),
                ('id_number', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='身份证件号')),
                ('id_number_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('phone', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='手机号')),
                ('search_key', models.CharField(blank=True, editable=False, max_length=250)),
                ('number', models.CharField(max_length=40, verbose_name='学籍号')),
                ('birth_date', models.DateField(verbose_name='出生日期')),
                ('id_type', models.CharField(blank=True, max_length=30, verbose_name='身份证件类型')),
                ('ethnicity', models.CharField(blank=True, max_length=20, verbose_name='民族')),
                ('seat_number', models.CharField(blank=True, max_length=20, verbose_name='班内学号')),
                ('grade', models.CharField(max_length=20, verbose_name='年级')),
                ('enrolled_month', models.CharField(blank=True, max_length=7, verbose_name='入学年月')),
                ('boarding', models.CharField(blank=True, choices=[('day', '走读'), ('boarding', '住校')], max_length=10, verbose_name='就读方式')),
                ('address', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='现住址')),
                ('village', models.CharField(blank=True, editable=False, max_length=40, verbose_name='村')),
                ('household', models.CharField(blank=True, editable=False, max_length=64)),
                ('left_behind', models.CharField(blank=True, choices=[('none', '非留守儿童'), ('one_parent', '单亲留守儿童'), ('both_parents', '双亲留守儿童')], max_length=12, verbose_name='是否留守儿童')),
                ('is_orphan', models.BooleanField(blank=True, null=True, verbose_name='是否孤儿')),
                ('has_subsidy', models.BooleanField(blank=True, null=True, verbose_name='是否享受一补')),
                ('disability', models.CharField(blank=True, max_length=20, verbose_name='残疾人类型')),
                ('needs_aid', models.BooleanField(blank=True, null=True, verbose_name='是否需要申请资助')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='students', to='school.schoolclass', verbose_name='班级')),
            ],
            options={
                'verbose_name': '学生',
                'verbose_name_plural': '学生',
                'ordering': ('school_class__grade_number', 'school_class__code', 'number'),
                'indexes': [models.Index(fields=['school', 'village', 'household'], name='people_stud_school__e1f115_idx')],
                'constraints': [models.UniqueConstraint(fields=('school', 'number'), name='one_student_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Pairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mentoring', '青蓝结对'), ('class_contact', '联系班级'), ('student_support', '帮扶学生')], max_length=16, verbose_name='类型')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='结束原因')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('school_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='school.schoolclass')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='given_pairings', to='people.staff')),
                ('mentee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='received_pairings', to='people.staff')),
                ('student', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pairings', to='people.student')),
            ],
            options={
                'verbose_name': '结对',
                'verbose_name_plural': '结对',
                'ordering': ('-starts_on',),
                'indexes': [models.Index(fields=['school', 'kind', 'starts_on'], name='people_pair_school__70ba13_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'mentoring'), ('mentee__isnull', False), ('school_class__isnull', True), ('student__isnull', True)), models.Q(('kind', 'class_contact'), ('school_class__isnull', False), ('mentee__isnull', True), ('student__isnull', True)), models.Q(('kind', 'student_support'), ('student__isnull', False), ('mentee__isnull', True), ('school_class__isnull', True)), _connector='OR'), name='pairing_target_fits_kind'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='pairing_ends_after_start'), models.UniqueConstraint(condition=models.Q(('kind', 'mentoring')), fields=('giver', 'mentee', 'starts_on'), name='one_mentoring_a_start'), models.UniqueConstraint(condition=models.Q(('kind', 'class_contact')), fields=('giver', 'school_class', 'starts_on'), name='one_class_contact_a_start'), models.UniqueConstraint(condition=models.Q(('kind', 'student_support')), fields=('giver', 'student', 'starts_on'), name='one_student_support_a_start')],
            },
        ),
        migrations.CreateModel(
            name='Guardian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='次序')),
                ('name', models.CharField(blank=True, max_length=50, verbose_name='家庭成员或监护人姓名')),
                ('relation', models.CharField(blank=True, max_length=20, verbose_name='关系')),
                ('phone', qingshan.access.fields.SealedTextField(blank=True, default='', verbose_name='联系电话')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='school.school', verbose_name='学校')),
                ('student', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guardians', to='people.student')),
            ],
            options={
                'verbose_name': '监护人',
                'verbose_name_plural': '监护人',
                'ordering': ('order',),
                'constraints': [models.UniqueConstraint(fields=('student', 'order'), name='one_guardian_an_order')],
            },
        ),
    ]
