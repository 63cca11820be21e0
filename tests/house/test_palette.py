"""The palette: readable on its paper, and distinct for colour-blind readers and in greyscale."""

import math
import re
from itertools import combinations
from pathlib import Path

import pytest

import kam_analytics
from kam_analytics.charts.theme import DARK, LIGHT

PACKAGE = Path(kam_analytics.__file__).parent
# Machado, Oliveira, Fernandes (2009), severity 1; the last row is luminance alone.
SEEN = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
CLEARLY_DISTINCT = 10  # OKLab distance × 100


def linear(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def luminance(colour):
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def oklab(colour, seen):
    r, g, b = (min(1, max(0, sum(w * c for w, c in zip(row, linear(colour), strict=True)))) for row in SEEN[seen])
    lms = (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    )
    x, y, z = (max(v, 0) ** (1 / 3) for v in lms)
    return (
        0.2104542553 * x + 0.793617785 * y - 0.0040720468 * z,
        1.9779984951 * x - 2.428592205 * y + 0.4505937099 * z,
        0.0259040371 * x + 0.7827717662 * y - 0.808675766 * z,
    )


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_on_its_paper(palette):
    assert contrast(palette.ink, palette.paper) >= 4.5
    assert contrast(palette.muted, palette.paper) >= 4.5
    for role in ("key", "gain", "loss", "neutral"):
        assert contrast(palette.of(role), palette.paper) >= 3


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_roles_stay_distinct_however_they_are_seen(palette, seen):
    for one, other in combinations(("key", "others", "gain", "loss"), 2):
        distance = 100 * math.dist(oklab(palette.of(one), seen), oklab(palette.of(other), seen))
        assert distance >= CLEARLY_DISTINCT or {one, other} == {"key", "loss"}, (one, other, seen, distance)


def test_only_the_theme_names_a_colour():
    for path in PACKAGE.rglob("*.py"):
        if path.name != "theme.py":
            assert not re.search(r"[\"']#[0-9A-Fa-f]{6}[\"']", path.read_text("utf-8")), path
