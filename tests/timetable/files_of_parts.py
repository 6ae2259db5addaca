"""Timetables of classes that are divided for some lessons, as FET and aSc export them.

FET: the year is the grade, its groups are the classes, and each class is divided twice, into 男生
and 女生 and into A层 and B层, so that its subgroups are the four crossings. 三、四年级 have a mixed
group as well, 合唱队. aSc: two divisions of one class.
"""

from __future__ import annotations


def _class(name: str, *choir: str) -> str:
    halves = {
        "男生": ("男A", "男B"),
        "女生": ("女A", "女B"),
        "A层": ("男A", "女A"),
        "B层": ("男B", "女B"),
    }
    groups = "".join(
        f"<Group><Name>{name} {half}</Name><Number_of_Students>20</Number_of_Students>"
        + "".join(
            f"<Subgroup><Name>{name} {one}</Name><Number_of_Students>10</Number_of_Students>"
            "<Comments></Comments></Subgroup>"
            for one in quarters
        )
        + "</Group>\n"
        for half, quarters in halves.items()
    )
    return (
        f"<Year>\n<Name>{name}</Name>\n<Number_of_Students>40</Number_of_Students>\n"
        "<Comments></Comments>\n<Number_of_Categories>2</Number_of_Categories>\n"
        "<Category><Number_of_Divisions>2</Number_of_Divisions>"
        "<Division>男生</Division><Division>女生</Division></Category>\n"
        "<Category><Number_of_Divisions>2</Number_of_Divisions>"
        "<Division>A层</Division><Division>B层</Division></Category>\n"
        f"<First_Category_Is_Permanent>false</First_Category_Is_Permanent>\n{groups}</Year>\n"
    )


CHOIR = (
    "<Year><Name>社团</Name><Number_of_Students>20</Number_of_Students>"
    "<Group><Name>合唱队</Name>"
    "<Subgroup><Name>三(1)班 女A</Name></Subgroup><Subgroup><Name>四(1)班 女A</Name></Subgroup>"
    "</Group></Year>\n"
)

ACTIVITIES = (
    ("1", "吴老师", "体育", ("三(1)班 男生",), "1"),
    ("2", "周老师", "体育", ("三(1)班 女生",), "1"),
    ("3", "郑组长", "英语", ("三(1)班 A层",), "2"),
    ("4", "吴老师", "英语", ("三(1)班 B层",), "2"),
    ("5", "周老师", "音乐", ("合唱队",), "1"),
    ("6", "吴老师", "语文", ("三(1)班", "四(1)班"), "1"),
    ("7", "郑组长", "书法", ("三(1)班 男A",), "1"),
    ("8", "吴老师", "书法", ("三(1)班 女B",), "1"),
)
TIMES = {
    "1": ("星期一", "第1节"),
    "2": ("星期一", "第1节"),
    "3": ("星期二", "第1节"),
    "4": ("星期二", "第1节"),
    "5": ("星期三", "第1节"),
    "6": ("星期四", "第1节"),
    "7": ("星期五", "第1节"),
    "8": ("星期五", "第1节"),
}
ROOMS = {"6": "礼堂", "3": "英语教室"}


def fet_of_parts(**otherwise: tuple[str, str]) -> str:
    """The data file; `otherwise` puts activities (`a1`) to other times."""
    times = TIMES | {key.removeprefix("a"): time for key, time in otherwise.items()}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<fet version="6.8.5">',
        "<Days_List><Number_of_Days>5</Number_of_Days>",
        *(f"<Day><Name>星期{day}</Name></Day>" for day in "一二三四五"),
        "</Days_List>",
        "<Hours_List><Number_of_Hours>3</Number_of_Hours>",
        *(f"<Hour><Name>第{n}节</Name></Hour>" for n in (1, 2, 3)),
        "</Hours_List>",
        f"<Students_List>\n{_class('三(1)班')}{_class('四(1)班')}{CHOIR}</Students_List>",
        "<Activities_List>",
        *(
            f"<Activity><Teacher>{teacher}</Teacher><Subject>{subject}</Subject>"
            + "".join(f"<Students>{one}</Students>" for one in students)
            + f"<Duration>{length}</Duration><Total_Duration>{length}</Total_Duration>"
            f"<Id>{key}</Id><Activity_Group_Id>0</Activity_Group_Id><Active>true</Active></Activity>"
            for key, teacher, subject, students, length in ACTIVITIES
        ),
        "</Activities_List>",
        "<Time_Constraints_List>",
        *(
            "<ConstraintActivityPreferredStartingTime>"
            f"<Activity_Id>{key}</Activity_Id><Preferred_Day>{day}</Preferred_Day>"
            f"<Preferred_Hour>{hour}</Preferred_Hour>"
            "</ConstraintActivityPreferredStartingTime>"
            for key, (day, hour) in times.items()
        ),
        "</Time_Constraints_List>",
        "<Space_Constraints_List>",
        *(
            f"<ConstraintActivityPreferredRoom><Activity_Id>{key}</Activity_Id>"
            f"<Room>{room}</Room></ConstraintActivityPreferredRoom>"
            for key, room in ROOMS.items()
        ),
        "</Space_Constraints_List>",
        "</fet>",
    ]
    return "\n".join(lines)


FET_TABLE_OF_PARTS = """\
"Activity Id","Day","Hour","Students Sets","Subject","Teachers","Activity Tags","Room","Comments"
"1","Monday","1","三年级(1)班 男生","体育","吴老师","","操场",""
"2","Monday","1","三年级(1)班 女生","体育","周老师","","",""
"""

ASC_OF_PARTS = """\
<?xml version="1.0" encoding="UTF-8"?>
<timetable ascttversion="2021.6.2" importtype="database" displayname="aSc">
 <periods columns="period,name,short,starttime,endtime">
  <period name="1" short="1" period="1" starttime="8:00" endtime="8:40"/>
  <period name="2" short="2" period="2" starttime="8:50" endtime="9:30"/>
 </periods>
 <subjects columns="id,name,short">
  <subject id="S1" name="体育" short="体"/>
  <subject id="S2" name="英语" short="英"/>
 </subjects>
 <teachers columns="id,firstname,lastname,name,short">
  <teacher id="T1" firstname="" lastname="" name="吴老师" short="吴"/>
  <teacher id="T2" firstname="" lastname="" name="周老师" short="周"/>
 </teachers>
 <classrooms columns="id,name,short"/>
 <classes columns="id,name,short,teacherid,classroomids,grade">
  <class id="C1" name="三年级(1)班" short="31" teacherid="" classroomids="" grade="3"/>
  <class id="C2" name="四年级(1)班" short="41" teacherid="" classroomids="" grade="4"/>
 </classes>
 <groups columns="id,classid,name,entireclass,divisiontag,studentcount,studentids">
  <group id="G0" name="全班" classid="C1" studentids="" entireclass="1" divisiontag="0"/>
  <group id="G1" name="第1组" classid="C1" studentids="" entireclass="0" divisiontag="1"/>
  <group id="G2" name="第2组" classid="C1" studentids="" entireclass="0" divisiontag="1"/>
  <group id="G3" name="男生" classid="C1" studentids="" entireclass="0" divisiontag="2"/>
  <group id="G4" name="女生" classid="C1" studentids="" entireclass="0" divisiontag="2"/>
  <group id="G5" name="全班" classid="C2" studentids="" entireclass="1" divisiontag="0"/>
  <group id="G6" name="男生" classid="C2" studentids="" entireclass="0" divisiontag="1"/>
  <group id="G7" name="女生" classid="C2" studentids="" entireclass="0" divisiontag="1"/>
 </groups>
 <lessons columns="id,subjectid,classids,groupids,teacherids,classroomids,periodspercard">
  <lesson id="L1" classids="C1" subjectid="S2" periodspercard="1" teacherids="T1" groupids="G1"/>
  <lesson id="L2" classids="C1" subjectid="S2" periodspercard="1" teacherids="T2" groupids="G2"/>
  <lesson id="L3" classids="C1,C2" subjectid="S1" teacherids="T1" groupids="G3,G6"/>
  <lesson id="L4" classids="C1,C2" subjectid="S1" teacherids="T2" groupids="G4,G7"/>
  <lesson id="L5" classids="C1" subjectid="S1" teacherids="T1" groupids="G3,G4"/>
 </lessons>
 <cards columns="lessonid,period,days,weeks,terms,classroomids">
  <card lessonid="L1" classroomids="" period="1" weeks="1" terms="1" days="10000"/>
  <card lessonid="L2" classroomids="" period="1" weeks="1" terms="1" days="10000"/>
  <card lessonid="L3" classroomids="" period="2" weeks="1" terms="1" days="01000"/>
  <card lessonid="L4" classroomids="" period="2" weeks="1" terms="1" days="01000"/>
  <card lessonid="L5" classroomids="" period="1" weeks="1" terms="1" days="00100"/>
 </cards>
</timetable>
"""
