"""What the invented people read and wrote: lists to draw from, with a few slots in braces."""

from __future__ import annotations

from qingshan.demo.words import listed

NEWS = listed("news")

PAPERS = listed("papers")

MONOGRAPHS = listed("monographs")

REFLECTIONS = (
    (
        "读《{book}》：慢一点，等一等孩子",
        "书里说，教育是慢的。回想上周课上{name}答不出来，我急着叫了别人；"
        "今天我等了半分钟，{pronoun}说出来了。",
    ),
    (
        "从《{book}》看我的{subject}课",
        "我总怕讲不完，其实孩子要的是自己走一遍。下周把例题减到两道，留十分钟给小组研学。",
    ),
    (
        "《{book}》里的一句话",
        "“没有爱就没有教育。”住校的孩子晚上想家，我把值夜的时间用来跟他们聊十分钟。",
    ),
    (
        "读《{book}》，想起第一次家访",
        "走了四里路才到。见过家里的炕桌，才懂得作业本为什么总是皱的。",
    ),
    (
        "《{book}》与“把学生放在正中央”",
        "座位围成一圈之后，后排的孩子也开口了。改变从一张桌子开始。",
    ),
    (
        "一边教，一边读《{book}》",
        "作者讲评价要指着事，不指着人。我把“你真聪明”换成“你这一步想得清楚”。",
    ),
    ("《{book}》给年轻教师的提醒", "站稳讲台靠的不是嗓门，是备课。师傅也这样说，我记在本子上。"),
    (
        "合上《{book}》之后",
        "想把课前三分钟做成孩子自己的：让他们轮流讲一个人，明白一个理，记住一句话。",
    ),
)

NOTES = listed("notes")

SUGGESTIONS = listed("suggestions")

VISIT_HOMES = listed("visit_homes")
VISIT_DEEDS = listed("visit_deeds")
VISIT_NEWS = listed("visit_news")
VISIT_TALKS = listed("visit_talks")

LESSONS_AT_HOME = listed("lessons_at_home")

PORTRAITS = listed("portraits")

PARTY_LESSONS = listed("party_lessons")

DROPS = listed("drops")

SEEN_IN_LESSONS = listed("seen_in_lessons")

PLACES = listed("places")
CITIES = listed("cities")
TOPICS = listed("topics")
SEASONS = listed("seasons")
CLUBS = listed("clubs")
SUBJECTS = listed("subjects")

COURSES = (
    ("乒乓球", "体育", 24),
    ("足球", "体育", 30),
    ("轮滑", "体育", 24),
    ("太极扇", "体育", 30),
    ("二胡", "音乐", 16),
    ("古筝", "音乐", 12),
    ("合唱", "音乐", 40),
    ("书法", "美术", 24),
    ("国画", "美术", 20),
    ("剪纸", "手工", 24),
    ("科学小制作", "手工", 20),
    ("礼仪", "素养", 30),
    ("小主持人", "素养", 20),
)

SCHOOL_HONOURS = (
    ("国家级足球特色校", "国家级", "教育部"),
    ("国家级冰雪特色校", "国家级", "教育部"),
    ("吉林省冰雪特色校", "省级", "吉林省教育厅"),
    ("白城市教育改革先进校", "市级", "白城市教育局"),
)

STAFF_HONOURS = listed("staff_honours")

STUDENT_AWARDS = (
    ("书画比赛", "艺术"),
    ("校园足球联赛", "体育"),
    ("速度滑冰比赛", "体育"),
    ("中学生田径运动会", "体育"),
    ("科技创新大赛", "科技"),
    ("读书征文", "阅读"),
    ("经典诵读", "阅读"),
    ("二胡展演", "艺术"),
    ("“新时代好少年”", "德育"),
    ("劳动技能展示", "劳动"),
    ("古筝展演", "艺术"),
    ("乒乓球比赛", "体育"),
)

SUPPORT_FOR = listed("support_for")
DONORS = listed("donors")
INSPECTIONS = (
    ("省级", "疫情防控检查"),
    ("市级", "疫情防控检查"),
    ("区级", "疫情防控与食堂卫生检查"),
    ("市级", "疫情防控与宿舍通风检查"),
    ("区级", "疫情防控检查回访"),
)

TRAININGS = (
    "五学模式怎么落到一节课里",
    "作业分层：少布置，布置好",
    "班主任怎样和家长说话",
    "{topic}教育进课堂",
    "智慧平台上的好资源怎么用",
)
ONLINE = (
    "国家智慧教育平台：{subject}新课标解读",
    "名师课堂：{subject}单元整体教学",
    "省级网络研修：课堂提问",
    "{subject}作业设计专题",
)
REVIEWS = (
    "讲得清楚，留给孩子想的时间还可以再长一点。",
    "板书好，后排的孩子照顾到了。",
    "节奏稳，练习有层次；下次试试让孩子自己小结。",
    "一学期下来，最大的变化是敢停下来等学生。",
)
PLANS = (
    "头一年把课上稳：每周听一节师傅的课，写一页反思。",
    "三年里上三节像样的公开课，写一篇自己课堂里的文章。",
    "先认全每个孩子，再学着带好一个班。",
)
RESULTS = (
    "{subject}优质课评比二等奖",
    "论文《乡村小班{subject}课的提问》发表",
    "{subject}微课获市级奖",
    "小课题《{subject}分层作业》结题",
)
TALKS = (
    "说起在外打工的爸爸，孩子笑了。想考到城里的高中，我说一起做个计划。",
    "最近上课走神，是夜里想家。约好每周三中午来找我。",
    "喜欢画画，报了书法课。答应把第一幅字送给奶奶。",
)
CALLS = (
    "在广东的妈妈接的电话，说过年回来。把孩子这个月的进步讲了讲，她很高兴。",
    "视频里和爸爸说了十分钟，孩子把作业本举给他看。",
    "家里老人腿疼，商量好雨雪天由校车接送。",
    "问了寒假的安排，提醒把换了的电话告诉班主任。",
)
HELPED = (
    "午休补了半小时数学，错题少了。",
    "联系好了校车站点，不用再走四里路。",
    "换了一双合脚的棉鞋。",
    "陪着给妈妈打了视频电话。",
)
TASKS_AT_HOME = (
    "给家里人说三句暖心话",
    "和爷爷奶奶一起收拾院子",
    "饭前摆好碗筷，饭后收拾桌子",
    "教家里人认一个垃圾分类标志",
    "给远方的亲人写一封信",
)
