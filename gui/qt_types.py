"""Short names for what the signatures of Qt's models spell out."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
"""What a model or a delegate is asked by."""
