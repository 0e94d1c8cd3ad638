"""The style sheet of the whole application, written once over the tones of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

SHEET = Template("""
QMainWindow, QDialog { background: $background; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px; }

QMenuBar { background: $raised; border-bottom: 1px solid $border; padding: 1px 6px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $selection; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }

QToolBar { background: $raised; border: 0; border-bottom: 1px solid $border; padding: 3px 6px; spacing: 1px; }
QToolBar::separator { width: 1px; background: $border; margin: 5px 3px; }
QToolBar QToolButton { padding: 4px 5px; }
QToolButton#qt_toolbar_ext_button { padding: 0; qproperty-icon: url($icons/more-$name.svg); }
QToolButton { padding: 4px 7px; border: 1px solid transparent; border-radius: 5px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }

QToolButton[compact="true"] { padding: 1px 3px; color: $muted; }
QToolButton[framed="true"] { background: $surface; border: 1px solid $border; }
QToolButton[framed="true"]:hover { background: $hover; }
QToolButton[framed="true"]:pressed { background: $selection; border-color: $accent; }
QToolButton[framed="true"]:focus { border-color: $accent; }

QPushButton { background: $surface; border: 1px solid $border; border-radius: 5px; padding: 4px 12px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selection; border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; background: $raised; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[primary="true"]:focus { border: 2px solid $text; padding: 3px 11px; }
QPushButton[primary="true"]:disabled { background: $raised; color: $disabled; border-color: $border; }

QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {
  background: $surface; border: 1px solid $border; border-radius: 5px; padding: 4px 7px;
  selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus { border: 1px solid $accent; }

QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url($icons/arrow-$name.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { border: 1px solid $border; padding: 2px; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; margin: 0 1px; }
QSplitter::handle:vertical { height: 1px; margin: 1px 0; }

QListView, QTableView, QTreeView, QTextBrowser {
  background: $surface; border: 0; selection-background-color: $selection; selection-color: $text; }
QListWidget::item:selected { background: $selection; color: $text; }
QTableView, QTreeView { gridline-color: $grid; }
QTreeView::item { padding: 3px 0; }
QTableView[role="list"] { outline: 0; }
QTableView[role="list"]::item { padding: 5px 8px; border: 0; border-bottom: 1px solid $grid; }
QTableView[role="list"]::item:selected { background: $selection; color: $text; }
QHeaderView { background: $header; }
QHeaderView::section { background: $header; color: $muted; border: 0; border-bottom: 1px solid $border;
  padding: 5px 8px; }
QTableCornerButton::section { background: $header; border: 0; }

QTabWidget::pane { border: 0; border-top: 1px solid $border; }
QTabBar { background: $raised; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 12px; border: 0;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $hover; }
QTabBar QToolButton { background: $raised; border: 1px solid $border; padding: 0; }
QTabBar QToolButton::left-arrow { image: url($icons/before-$name.svg); width: 12px; height: 12px; }
QTabBar QToolButton::right-arrow { image: url($icons/after-$name.svg); width: 12px; height: 12px; }

QStatusBar { background: $raised; border-top: 1px solid $border; color: $muted; }
QStatusBar::item { border: 0; }
QProgressBar { background: $header; border: 0; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QCheckBox, QRadioButton { spacing: 6px; }
QCheckBox::indicator, QListView::indicator { width: 13px; height: 13px; background: $surface;
  border: 1px solid $muted; border-radius: 3px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
  image: url($icons/tick-$name.svg); }
QCheckBox::indicator:focus { border-color: $text; }
QFrame[role="head"] { background: $raised; border: 0; border-bottom: 1px solid $border; }
QScrollArea[role="page"], QScrollArea[role="page"] > QWidget > QWidget { background: $surface; border: 0; }
QScrollArea[role="words"] { background: transparent; border: 1px solid transparent; }
QScrollArea[role="words"]:focus { border-color: $accent; }
QLabel[role="title"] { font-weight: bold; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="error"] { color: $error; }
""")


def stylesheet(tones: Mapping[str, str], name: str, icons: str) -> str:
    """The sheet in a palette, given as colours by tone; `icons` is the folder of its drawings."""
    return SHEET.substitute(tones, scroll=tones["border"], name=name, icons=icons)
