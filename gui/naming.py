"""Names for the parts that Qt makes within its own tables, which it leaves without any."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QHeaderView, QTableView


def name_table(table: QTableView, name: str, columns: str) -> None:
    """Names a table, its headers and the button in its corner, for a screen reader to speak of them."""
    table.setAccessibleName(name)
    for header in list[QHeaderView](table.findChildren(QHeaderView)):
        if not header.accessibleName():
            header.setAccessibleName(columns)
    for button in list[QAbstractButton](table.findChildren(QAbstractButton)):
        button.setAccessibleName(columns)
