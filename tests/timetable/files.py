"""Small timetables as FET and aSc export them, of the cast's school."""

from __future__ import annotations

FET_TABLE = """\
"Activity Id","Day","Hour","Students Sets","Subject","Teachers","Activity Tags","Room","Comments"
"1","Monday","08:00","三年级(1)班","语文","吴老师","","三(1)教室",""
"2","Monday","08:50","三年级(1)班","语文","吴老师","","三(1)教室",""
"3","星期二","08:00","三(1)班+四(1)班","语文","周老师","","礼堂",""
"4","Wed","第2节","四年级（1）班","语文","T005+T006","","",""
"5","Fri","3","","教研","郑组长","","",""
"""

FET_DATA = """\
<?xml version="1.0" encoding="UTF-8"?>

<fet version="6.8.5">

<Institution_Name>青山镇学校</Institution_Name>

<Days_List>
<Number_of_Days>5</Number_of_Days>
<Day><Name>星期一</Name><Long_Name></Long_Name></Day>
<Day><Name>星期二</Name><Long_Name></Long_Name></Day>
</Days_List>

<Hours_List>
<Number_of_Hours>3</Number_of_Hours>
<Hour><Name>08:00-08:40</Name><Long_Name></Long_Name></Hour>
<Hour><Name>08:50-09:30</Name><Long_Name></Long_Name></Hour>
<Hour><Name>10:00-10:40</Name><Long_Name></Long_Name></Hour>
</Hours_List>

<Activities_List>
<Activity>
	<Teacher>吴老师</Teacher>
	<Subject>语文</Subject>
	<Students>三年级(1)班</Students>
	<Duration>2</Duration>
	<Total_Duration>2</Total_Duration>
	<Id>1</Id>
	<Activity_Group_Id>0</Activity_Group_Id>
	<Active>true</Active>
	<Comments></Comments>
</Activity>
<Activity>
	<Teacher>周老师</Teacher>
	<Subject>语文</Subject>
	<Students>四年级(1)班</Students>
	<Duration>1</Duration>
	<Total_Duration>1</Total_Duration>
	<Id>2</Id>
	<Activity_Group_Id>0</Activity_Group_Id>
	<Active>false</Active>
	<Comments></Comments>
</Activity>
</Activities_List>

<Time_Constraints_List>
<ConstraintBasicCompulsoryTime>
	<Weight_Percentage>100</Weight_Percentage>
	<Active>true</Active>
</ConstraintBasicCompulsoryTime>
<ConstraintActivityPreferredStartingTime>
	<Weight_Percentage>100</Weight_Percentage>
	<Activity_Id>1</Activity_Id>
	<Preferred_Day>星期二</Preferred_Day>
	<Preferred_Hour>08:50-09:30</Preferred_Hour>
	<Permanently_Locked>false</Permanently_Locked>
	<Active>true</Active>
</ConstraintActivityPreferredStartingTime>
</Time_Constraints_List>

<Space_Constraints_List>
<ConstraintActivityPreferredRoom>
	<Weight_Percentage>100</Weight_Percentage>
	<Activity_Id>1</Activity_Id>
	<Room>三(1)教室</Room>
	<Permanently_Locked>false</Permanently_Locked>
	<Active>true</Active>
</ConstraintActivityPreferredRoom>
</Space_Constraints_List>

</fet>
"""

FET_TEACHERS = """\
<?xml version="1.0" encoding="UTF-8"?>
<Teachers_Timetable>
<Teacher name="吴老师">
 <Day name="星期一">
  <Hour name="08:00">
   <Activity id="1"></Activity><Subject name="语文"></Subject>
   <Students name="三年级(1)班"></Students>
   <Room name="三(1)教室"></Room>
  </Hour>
  <Hour name="08:50"></Hour>
 </Day>
</Teacher>
</Teachers_Timetable>
"""

ASC = """\
<?xml version="1.0" encoding="UTF-8"?>
<timetable ascttversion="2021.6.2" importtype="database" displayname="aSc">
 <periods options="canadd,export:silent" columns="period,name,short,starttime,endtime">
  <period name="1" short="1" period="1" starttime="8:00" endtime="8:40"/>
  <period name="2" short="2" period="2" starttime="8:50" endtime="9:30"/>
 </periods>
 <daysdefs options="canadd,export:silent" columns="id,days,name,short">
  <daysdef id="D0" name="Any day" short="X" days="10000,01000,00100,00010,00001"/>
  <daysdef id="D1" name="星期一" short="一" days="10000"/>
  <daysdef id="D2" name="星期二" short="二" days="01000"/>
 </daysdefs>
 <subjects options="canadd" columns="id,name,short">
  <subject id="S1" name="语文" short="语"/>
 </subjects>
 <teachers options="canadd" columns="id,firstname,lastname,name,short">
  <teacher id="T1" firstname="" lastname="" name="吴老师" short="吴"/>
  <teacher id="T2" firstname="" lastname="" name="周老师" short="周"/>
 </teachers>
 <classrooms options="canadd" columns="id,name,short">
  <classroom id="R1" name="三(1)教室" short="31"/>
 </classrooms>
 <classes options="canadd" columns="id,name,short,teacherid,classroomids,grade">
  <class id="C1" name="三年级(1)班" short="31" teacherid="" classroomids="" grade="3"/>
  <class id="C2" name="四年级(1)班" short="41" teacherid="" classroomids="" grade="4"/>
 </classes>
 <groups options="canadd" columns="id,classid,name,entireclass,divisiontag">
  <group id="G1" name="Entire class" classid="C1" entireclass="1" divisiontag="0"/>
 </groups>
 <lessons options="canadd" columns="id,subjectid,classids,groupids,teacherids,classroomids">
  <lesson id="L1" classids="C1" subjectid="S1" periodspercard="1" teacherids="T1" groupids="G1"/>
  <lesson id="L2" classids="C2" subjectid="S1" periodspercard="2" teacherids="T2" groupids=""/>
 </lessons>
 <cards options="canadd" columns="lessonid,period,days,weeks,terms,classroomids">
  <card lessonid="L1" classroomids="R1" period="1" weeks="1" terms="1" days="10000"/>
  <card lessonid="L1" classroomids="R1" period="1" weeks="10" terms="1" days="01000"/>
  <card lessonid="L2" classroomids="" period="1" weeks="1" terms="1" days="01000"/>
 </cards>
</timetable>
"""
