"""What is typed and put in: a county, a school's key, packages, a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.county.package.encoding import LARGEST, SUFFIX
from qingshan.county.package.keys import NotAKey, PublicText, read_text
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_AT_ONCE = 50


class DestinationForm(forms.Form):
    """The county that packages go to."""

    name = forms.CharField(
        label=tr("县区"),
        max_length=50,
        help_text=tr("写全称，比如“某某县”。"),
        error_messages={
            "required": tr("请写上县区的名称。"),
            "max_length": tr("名称太长了，最多 50 个字。"),
        },
    )
    code = forms.RegexField(
        r"^[0-9A-Za-z]{6,12}$",
        label=tr("行政区划码"),
        help_text=tr("六位数字，县教育局会告诉学校。"),
        error_messages={
            "required": tr("请写上行政区划码。"),
            "invalid": tr("行政区划码是 6 到 12 位数字，请核对。"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 12}),
    )


class KeyForm(forms.Form):
    """A school's public key, as the school handed it over."""

    name = forms.CharField(
        label=tr("学校名称"),
        max_length=100,
        error_messages={
            "required": tr("请写上学校的名称。"),
            "max_length": tr("名称太长了，最多 100 个字。"),
        },
    )
    text = forms.CharField(
        label=tr("学校的公钥"),
        max_length=400,
        help_text=tr("学校在“报给县里”一页看得到，以 QS1- 开头；也可以扫那一页上的码。"),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={
            "required": tr("请把学校的公钥贴进来。"),
            "max_length": tr("这段太长了，不是一把公钥。"),
        },
    )
    compared = forms.BooleanField(
        label=tr("和学校通过电话，指纹一段段念过，一样"),
        required=False,
    )

    def clean_text(self) -> PublicText:
        try:
            return read_text(self.cleaned_data["text"])
        except NotAKey as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        text = told.get("text")
        if isinstance(text, PublicText) and not told.get("compared"):
            said = tr("这把公钥的指纹是 {fingerprint}。请给学校打电话核对，一样再勾上。").format(
                fingerprint=text.fingerprint
            )
            self.add_error("compared", said)
        return told


class ReasonForm(forms.Form):
    """Why a key is ended."""

    reason = forms.CharField(
        label=tr("为什么停用"),
        max_length=100,
        error_messages={
            "required": tr("请写一句为什么停用。"),
            "max_length": tr("写得太长了，最多 100 个字。"),
        },
    )


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        single = super().clean
        return [single(one, initial) for one in (data or [None])]


class PackagesForm(forms.Form):
    """Packages, as schools sent them; each is judged for itself."""

    packages = FilesField(
        label=tr("数据包"),
        max_length=200,
        help_text=tr("学校发来的 {suffix} 文件，可以一次选几个。").format(suffix=SUFFIX),
        widget=ManyFiles(attrs={"accept": SUFFIX, "class": "drop"}),
        error_messages={
            "required": tr("请先选文件。"),
            "missing": tr("请先选文件。"),
            "empty": tr("有一个文件是空的，请重新选。"),
            "max_length": tr("文件名太长了，请改短一点再放进来。"),
        },
    )

    def clean_packages(self) -> list[UploadedFile[bytes]]:
        files: list[UploadedFile[bytes]] = self.cleaned_data["packages"]
        if len(files) > MOST_AT_ONCE:
            raise forms.ValidationError(
                tr("一次最多放 {most_at_once} 个，请分几次。").format(most_at_once=MOST_AT_ONCE)
            )
        for file in files:
            if (file.size or 0) > LARGEST:
                raise forms.ValidationError(
                    tr("{file} 超过了 {largest} KB，不是数据包。").format(
                        file=file.name, largest=LARGEST // 2**10
                    )
                )
        return files
