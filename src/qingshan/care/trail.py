"""What of care is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.care.models import (
    Absence,
    CareRhythm,
    Case,
    CaseMember,
    CaseStep,
    Fund,
    FundEntry,
    FundNotice,
    FundPayment,
    HomeGoal,
    HomePlan,
    HomeProgress,
    HomeTeacher,
    RollCall,
    SignLook,
    SignSetting,
    TaskAtHome,
    VisitPlan,
)
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    watch(TaskAtHome, sealed=("words",))
    watch(SignLook, sealed=("words",))
    watch(Case, sealed=("why", "goals", "next_step"))
    watch(CaseStep, sealed=("words",))
    watch(HomePlan, sealed=("situation", "ended_because"))
    for sealed in (HomeGoal, HomeProgress):
        watch(sealed, sealed=("words",))
    watch(FundPayment, sealed=("why", "words"))
    watch(FundEntry, derived=("debit", "credit", "net"))
    watch(FundNotice, sealed=("token",))
    watch(VisitPlan, sealed=("words",))
    for model in (CareRhythm, Fund, HomeTeacher, SignSetting, RollCall, Absence, CaseMember):
        watch(model)
    name_deeds(
        {
            "plan_visits": tr("安排走访"),
            "drop_visit_plan": tr("不去这次走访"),
            "take_roll": tr("点名"),
            "open_case": tr("立案"),
            "plan_case": tr("改个案计划"),
            "hand_over_case": tr("换个案责任人"),
            "change_case_team": tr("改个案成员"),
            "ask_to_close_case": tr("申请销号"),
            "close_case": tr("核实销号"),
            "send_back_case": tr("退回销号"),
            "reopen_case": tr("重新立案"),
            "export_ledgers": tr("导出控辍保学台账"),
            "compare_registers": tr("比对名册"),
            "decide_pair": tr("判断是不是同一个孩子"),
            "read_register_row": tr("看名册上的一个孩子"),
            "export_registers": tr("导出名册比对的名单"),
            "forget_registers": tr("删掉名册比对的名单"),
            "ask_for_payment": tr("申请帮扶金"),
            "pay_support": tr("核实发放帮扶金"),
            "refuse_payment": tr("不发帮扶金"),
            "take_payment_back": tr("撤回帮扶金申请"),
            "take_donation": tr("记捐赠"),
            "reverse_fund_entry": tr("冲正"),
            "post_fund_notice": tr("公示帮扶金"),
            "take_fund_notice_down": tr("撤下公示"),
            "set_notice_days": tr("定公示期"),
            "begin_home_teaching": tr("开始送教"),
            "plan_home_teaching": tr("改送教计划"),
            "end_home_teaching": tr("结束送教"),
            "change_home_teachers": tr("改送教老师"),
            "set_home_goal": tr("定送教目标"),
            "write_home_progress": tr("写送教进展"),
            "set_care_rhythm": tr("定留守关怀的频次"),
            "look_into_signs": tr("看过预警"),
            "set_sign_rules": tr("定预警规则"),
        }
    )
