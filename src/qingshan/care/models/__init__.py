"""What care keeps besides records: what is not a deed on a day."""

from qingshan.care.models.fund import FundEntry

__all__ = ("FundEntry",)
