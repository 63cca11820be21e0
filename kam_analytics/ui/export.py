"""The export button: what is shown, as a workbook, made when it is asked for."""

from kam_analytics.answers.blocks import Block
from kam_analytics.ui.frame import Frame


def export_button(shown: list[Block], frame: Frame) -> None:
    """Fill the export button into the row of filters."""
