"""Can a page be read? The contrast of its colours, measured."""

import re

from shoplab.languages import say
from shoplab.metrics.checks import MetricError

NOT_A_COLOUR = "'{colour}' is not a colour like '#1845fb' (a hash and six digits from 0 to f)."
HEX = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


def contrast_ratio(one: str, other: str) -> float:
    """Contrast ratio 对比度 of two colours, from 1 (the same) to 21 (black on white).

    (L₁ + 0.05) / (L₂ + 0.05) with the relative luminance of the lighter over the darker. Text needs 4.5, large text
    and parts of a picture 3. Source: WCAG 2, success criteria 1.4.3 and 1.4.11.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance 相对亮度 of an sRGB colour: 0.2126 R + 0.7152 G + 0.0722 B of the linear channels."""
    if not isinstance(colour, str) or not HEX.fullmatch(colour):
        raise MetricError(say(NOT_A_COLOUR).format(colour=colour))
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    # 0.04045 is the sRGB standard's; WCAG's printed 0.03928 differs for no colour of 8 bits.
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
