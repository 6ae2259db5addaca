"""What care keeps besides records: what is not a deed on a day."""

from qingshan.care.models.attendance import Absence, RollCall
from qingshan.care.models.beauties import TaskAtHome
from qingshan.care.models.cases import (
    Case,
    CaseMember,
    CaseReading,
    CaseStep,
    Concern,
    Ground,
    State,
)
from qingshan.care.models.fund import (
    Account,
    Fund,
    FundEntry,
    FundNotice,
    FundPayment,
    Need,
    Purpose,
)
from qingshan.care.models.home_teaching import HomeGoal, HomePlan, HomeProgress, HomeTeacher
from qingshan.care.models.left_behind import CareRhythm
from qingshan.care.models.registers import (
    RegisterDoubt,
    RegisterRow,
    RegisterRun,
    RegisterVerdict,
)
from qingshan.care.models.signs import SignLook, SignSetting
from qingshan.care.models.visits import VisitPlan

__all__ = (
    "Absence",
    "Account",
    "CareRhythm",
    "Case",
    "CaseMember",
    "CaseReading",
    "CaseStep",
    "Concern",
    "Fund",
    "FundEntry",
    "FundNotice",
    "FundPayment",
    "Ground",
    "HomeGoal",
    "HomePlan",
    "HomeProgress",
    "HomeTeacher",
    "Need",
    "Purpose",
    "RegisterDoubt",
    "RegisterRow",
    "RegisterRun",
    "RegisterVerdict",
    "RollCall",
    "SignLook",
    "SignSetting",
    "State",
    "TaskAtHome",
    "VisitPlan",
)
