"""What is asked before somebody is given what is kept about them."""

from __future__ import annotations

from django import forms

from qingshan.kit.words import tr


class GiveForm(forms.Form):
    """Sealed words are opened with a reason, and with none they stay shut."""

    opened = forms.BooleanField(
        label=tr("连加密保存的话和号码一起给"),
        required=False,
        help_text=tr("打开要写缘由，审计日志会记下。"),
    )
    reason = forms.CharField(
        label=tr("为什么打开"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": tr("母亲来校要一份，核对过身份证")}),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"].strip()
        if self.cleaned_data.get("opened") and not reason:
            raise forms.ValidationError(tr("请写为什么要打开，比如谁来要的、怎么核对身份的。"))
        return reason if self.cleaned_data.get("opened") else ""
