"""Indicators and star thresholds as data: the same shape to read and to write."""

from concord.api.assessments import codes as _codes  # noqa: F401 - the enums' terms
from concord.api.assessments.terms import TERMS
from concord.api.structs import StructTypes
from concord.assessments.events import Indicator, Measured, StarThreshold

_TYPES = StructTypes("", TERMS)
IndicatorType = _TYPES.output(Indicator)
IndicatorInput = _TYPES.input(Indicator)
MeasuredType = _TYPES.output(Measured)
StarThresholdType = _TYPES.output(StarThreshold)
StarThresholdInput = _TYPES.input(StarThreshold)
