"""Codes of the national student register's template, number → label.

GB/T 3304 (ethnic groups), GB/T 4762 (political status), GB/T 26341 (disability), and the register's
own list of identity documents.
"""

from __future__ import annotations

_ETHNICITIES = (
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 "
    "哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 "
    "柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 "
    "塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 "
    "鄂伦春族 赫哲族 门巴族 珞巴族 基诺族"
)
_POLITICAL_STATUSES = (
    "中共党员 中共预备党员 共青团员 民革党员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 "
    "九三学社社员 台盟盟员 无党派人士 群众"
)
_DISABILITIES = "无残疾 视力残疾 听力残疾 言语残疾 肢体残疾 智力残疾 精神残疾 多重残疾"

ETHNICITIES = {f"{n:02}": name for n, name in enumerate(_ETHNICITIES.split(), start=1)}
ETHNICITIES["97"] = "其他"

SHORT_ETHNICITIES = {
    name.removesuffix("族"): name for name in ETHNICITIES.values() if name.endswith("族")
}

POLITICAL_STATUSES = {
    f"{n:02}": name for n, name in enumerate(_POLITICAL_STATUSES.split(), start=1)
}

DISABILITIES = {str(n): name for n, name in enumerate(_DISABILITIES.split())}

ID_TYPES = {
    "1": "居民身份证",
    "2": "军官证",
    "3": "士兵证",
    "4": "文职干部证",
    "5": "部队离退休证",
    "6": "香港特区护照/身份证明",
    "7": "澳门特区护照/身份证明",
    "8": "台湾居民来往大陆通行证",
    "9": "境外永久居住证",
    "A": "护照",
    "B": "户口簿",
    "Z": "其他",
}
