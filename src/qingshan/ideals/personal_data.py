"""What is kept of study and of the series."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="ideals.lessons",
        title="党课",
        of=Of.STAFF,
        what="讲稿、每一版、获奖",
        purpose="党员教育",
        basis=Basis.EMPLOYMENT,
        law="《中国共产党党员教育管理工作条例》",
        holder="党支部书记",
        models=(
            "Lesson",
            "LessonVersion",
            "LessonAward",
            "Campaign",
            "StudySession",
        ),
        kept="离职以后，可以请学校删去",
        works="是工作成果，大家在用，内容留下",
    ),
    Kind(
        key="ideals.takeaways",
        title="学习收获",
        of=Of.STAFF,
        what="自己写的，自己定分享不分享",
        purpose="学习",
        basis=Basis.EMPLOYMENT,
        law="《中国共产党党员教育管理工作条例》",
        holder="本人",
        models=("Takeaway",),
        leaves=("ideals.takeaways",),
    ),
    Kind(
        key="ideals.series",
        title="风采系列",
        of=Of.STAFF,
        what="写的是谁、稿子、照片",
        purpose="宣传；本人同意才发表",
        basis=Basis.CONSENT,
        law="《个人信息保护法》第二十五条",
        holder="党支部书记",
        models=(
            "Piece",
            "PieceStep",
            "PiecePicture",
        ),
        kept="本人随时可以收回",
        consent="写到的人同意才发表",
        shows_others="图片上可能有别人，请在系列里看",
    ),
)
