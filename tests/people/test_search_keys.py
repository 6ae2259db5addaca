from __future__ import annotations

import pytest

from qingshan.people.search_keys import search_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("王小青", "王小青 wangxiaoqing wxq t001"),
        ("单小宇", "单小宇 shanxiaoyu sxy t001"),
        ("仇校长", "仇校长 qiuxiaozhang qxz t001"),
        ("曾一", "曾一 zengyi zy t001"),
        ("尉迟青", "尉迟青 yuchiqing ycq t001"),
        ("小单", "小单 xiaodan xd t001"),
        ("阿依古丽·买买提", "阿依古丽·买买提 ayigulimaimaiti ayglmmt t001"),
        ("Li Lei", "li lei lilei l t001"),
        ("", "t001"),
    ],
)
def test_a_person_is_found_by_name_pinyin_initials_and_number(name, key):
    assert search_key(name, "T001") == key
