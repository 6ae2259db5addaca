"""What is kept about whoever signs in."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="access.accounts",
        title="账号和登录",
        of=Of.STAFF,
        what="登录名、姓名、密码的散列、邮箱、两步验证",
        purpose="让该进来的人进来",
        basis=Basis.EMPLOYMENT,
        law="《个人信息保护法》第五十一条",
        holder="管理员",
        models=(
            "Account",
            "mfa.Authenticator",
            "account.EmailAddress",
            "account.EmailConfirmation",
            "sessions.Session",
        ),
        leaves=("access.counts",),
        kept="账号停用后留着名字，审计要用；登录状态和是哪种设备两个星期",
    ),
    Kind(
        key="access.audit",
        title="审计日志",
        of=Of.BOTH,
        what="谁在什么时候做了什么、查看了谁的哪一项",
        purpose="查得到谁看过、改过",
        basis=Basis.DUTY,
        law="《个人信息保护法》第五十一条",
        holder="校长",
        models=("auditlog.LogEntry",),
        kept="不离开：谁也删不了；一个人被删去时，只抹掉里面的名字",
        withheld="日志里有别人的名字和做的事；要核对某一次查看，请找校长",
        stays="谁做了什么要查得到（《个人信息保护法》第五十一条），里面的名字换掉",
    ),
)

IMPERSONAL = {
    "KeyCheck": "核对密钥的一个词，里面没有人",
    "auth.Permission": "框架自带，不用",
    "auth.Group": "框架自带，不用",
    "contenttypes.ContentType": "框架自带，表的名字",
}
