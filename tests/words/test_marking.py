"""A template is written in Chinese, and read in the language that was chosen."""

from __future__ import annotations

import pickle
from copy import copy

import pytest
from django.template import Context, Template
from django.utils import translation

from qingshan.kit.marking import marked, sentences_of
from qingshan.kit.words import Words, as_written, in_place, in_source, kept_as_written, tr


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<p>记下了。</p>", ["记下了。"]),
        ("{{ case.student.name }}的个案", ["{student}的个案"]),
        ('<a href="/x/">去看</a>，<b>{{ n }}</b> 条', ["<a>去看</a>，<b>{n}</b> 条"]),
        ('<a href="/x/">去看</a> <a href="/y/">去改</a>', ["去看", "去改"]),
        ('<c-card title="{{ one.name }}推荐了你" sub="由你定。">', ["{one}推荐了你", "由你定。"]),
        ("{% if a %}有{% else %}没有{% endif %}", ["有", "没有"]),
        ('{{ day|date:"n月j日" }}起', ["n月j日", "{day}起"]),
        ('{{ word|default:"没有" }}', ["没有"]),
        ('{% if word == "没有" %}x{% endif %}', []),
        ("{# 这里 #}<!-- 那里 --><script>// 这里</script>", []),
        ("<p>nothing to say</p>", []),
    ],
)
def test_a_sentence_is_found_whole(written, said):
    assert sorted(sentences_of(written)) == sorted(said)


def test_chinese_readers_get_the_template_to_the_letter():
    written = '<p>  {{ one }}写了 <b class="x">{{ n }}</b>\n 条，<a href="/a/">去看</a>。 </p>'
    context = Context({"one": "王<", "n": 3})
    assert Template(marked(written)).render(context) == Template(written).render(context)


def test_another_language_may_turn_the_places_round(monkeypatch):
    told = {"{one}写了 <b>{n}</b> 条": "<b>{n}</b> record{n:s} by {one}"}
    monkeypatch.setattr("qingshan.kit.templatetags.words.gettext", lambda said: told[said])
    page = Template(marked('{{ one }}写了 <b class="x">{{ n }}</b> 条'))
    with translation.override("en"):
        assert page.render(Context({"one": "<", "n": 2})) == '<b class="x">2</b> records by &lt;'
        assert page.render(Context({"one": "A", "n": 1})) == '<b class="x">1</b> record by A'


def test_words_are_chinese_where_they_are_data_and_said_where_they_are_shown():
    said = tr("孩子")
    with translation.override("en"):
        assert said == "孩子"
        assert {said: 1}["孩子"] == 1
        assert str(said) != "孩子"
        assert f"{said}" == str(said)
        assert Template("{{ said }}").render(Context({"said": said})) == str(said)
        with in_source():
            assert f"{said}" == "孩子"
    assert isinstance(said, Words)


def test_a_sentence_with_places_is_said_again_in_each_language(monkeypatch):
    told = {"有 {n} 个{what}": "{n} {what}{n:s} there", "孩子": "child"}
    monkeypatch.setattr("qingshan.kit.words.gettext", lambda said: told[said])
    said = tr("有 {n} 个{what}").format(n=1, what=tr("孩子"))
    assert said == "有 1 个孩子"
    with translation.override("en"):
        assert str(said) == "1 child there"
    assert str(said) == "有 1 个孩子"


def test_words_one_after_another_are_data_and_said_like_a_sentence():
    said = tr("、").join([tr("孩子"), tr("老师")])
    for made in (said, copy(said), pickle.loads(pickle.dumps(said))):
        assert isinstance(made, Words)
        assert made + "3" == "孩子、老师3"
        assert "3" + made == "3孩子、老师"
        with translation.override("en"):
            assert str(made) == f"{tr('孩子')}{tr('、')}{tr('老师')}"
            assert str("3" + made) == f"3{made}"
            assert as_written(tr("、").join([made, "x"])) == "孩子、老师、x"
    assert tr("、").join([]) == ""


def test_a_choice_is_kept_as_it_is_written_and_shown_as_it_is_read():
    with translation.override("en"):
        [(kept, shown)] = kept_as_written([tr("孩子")])
        assert f"{kept} {shown}" == f"孩子 {tr('孩子')}"
        assert not isinstance(kept, Words)


@pytest.mark.parametrize(
    ("value", "ending", "told"),
    [
        (1, "s", ""),
        ("1", "s", ""),
        ("1,000", "s", "s"),
        (3, "month", "Mar"),
        ("十三", "digit", "13"),
        ("二十", "digit", "20"),
        ("两", "digit", "2"),
        ("三、四", "digit", "3、4"),
        ("日", "weekday", "Sun"),
    ],
)
def test_english_writes_some_places_otherwise(value, ending, told):
    assert in_place(value, ending) == told
