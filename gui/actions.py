"""Every command of the window as one QAction: menus, toolbar and keys all show the same objects."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton

from core.review.change import DecisionKind
from gui.choices import LANGUAGES, palettes
from gui.findings.reasons import way_name
from gui.theme import Theme, Tone

WAY_KEYS = {
    DecisionKind.READING: "R",
    DecisionKind.PROPOSAL: "P",
    DecisionKind.RETURNED: "B",
    DecisionKind.ACCEPTED: "V",
}
TOOL_ICON = QSize(18, 18)
MOST_SUGGESTIONS = 9


class Actions(QObject):
    """The commands, made once; the main window connects them."""

    def __init__(self, theme: Theme, window: QMainWindow) -> None:
        super().__init__(window)
        self._theme = theme
        self._icons: list[tuple[QAction, str, Tone]] = []
        self._make_file()
        self._make_edit()
        self._make_view()
        self._make_review()
        self._make_beside()
        self._make_export()
        self._make_help()
        window.addActions(list[QAction](self.findChildren(QAction)))
        theme.changed.connect(self._dress)
        self._dress()

    def _make_file(self) -> None:
        self.open = self._action(
            self.tr("打开…"), "open", QKeySequence.StandardKey.Open, short=self.tr("打开")
        )
        self.open_folder = self._action(self.tr("打开文件夹…"), "folder", "Ctrl+Alt+O")
        self.paste = self._action(self.tr("粘贴为报告"), "paste", "Ctrl+Shift+V")
        self.save = self._action(
            self.tr("保存核对记录…"), "save", QKeySequence.StandardKey.Save, short=self.tr("保存")
        )
        self.save_as = self._action(self.tr("核对记录另存为…"), "", "Ctrl+Shift+S")
        self.close = self._action(self.tr("从列表中移去"), "close", "Ctrl+W")
        self.next_report = self._action(self.tr("下一份报告"), "", "Ctrl+PgDown")
        self.previous_report = self._action(self.tr("上一份报告"), "", "Ctrl+PgUp")
        self.settings = self._action(self.tr("设置…"), "settings", "Ctrl+,")
        self.quit = self._action(self.tr("退出"), "", "Ctrl+Q")

    def _make_edit(self) -> None:
        self.undo = self._action(self.tr("撤销"), "undo", "Ctrl+Z")
        self.redo = self._action(self.tr("重做"), "redo", "Ctrl+Y", "Ctrl+Shift+Z")
        self.edit_cell = self._action(self.tr("修改所选单元格"), "edit", "F2")
        self.find = self._action(self.tr("在原文中查找"), "", QKeySequence.StandardKey.Find)

    def _make_view(self) -> None:
        self.fold = self._action(self.tr("折叠或展开表格"), "fold", "F9")
        self.next_pane = self._action(self.tr("转到下一窗格"), "", "F6")
        self.zoom_in = self._action(self.tr("放大原文"), "zoom-in", "Ctrl+=", "Ctrl++")
        self.zoom_out = self._action(self.tr("缩小原文"), "zoom-out", "Ctrl+-")
        self.zoom_fit = self._action(self.tr("原文适合宽度"), "fit", "Ctrl+0")
        self.themes = self._choices(*palettes())
        self.languages = self._choices(*LANGUAGES)

    def _make_review(self) -> None:
        self.previous = self._action(self.tr("上一项"), "previous", "Shift+F8")
        self.next = self._action(self.tr("下一项"), "next", "F8", short=self.tr("下一项 F8"))
        self.next_spot = self._action(self.tr("原文中的下一处"), "", "F7")
        self.previous_spot = self._action(self.tr("原文中的上一处"), "", "Shift+F7")
        self.ways = {
            kind: self._action(
                way_name(kind), kind.value, key, short=f"{way_name(kind)} {key}", tone=Tone.ACCENT
            )
            for kind, key in WAY_KEYS.items()
        }
        self.suggestions = [
            self._action(self.tr("采用第 {number} 个建议").format(number=number), "", f"Alt+{number}")
            for number in range(1, MOST_SUGGESTIONS + 1)
        ]
        self.drop = self._action(self.tr("放弃正在填写的处理"), "", "Esc")
        self.moves_on = self._action(self.tr("处理后自动转到下一项"), "")
        self.moves_on.setCheckable(True)
        self.history = self._action(self.tr("操作记录…"), "history", "Ctrl+H")
        self.verify = self._action(self.tr("核验操作记录…"), "verify")
        self.reread = self._action(self.tr("按本版程序重新读取…"), "")

    def _make_beside(self) -> None:
        self.last_year = self._action(self.tr("对照上年报告…"), "beside", "Ctrl+L")
        self.listed_last_year = self._action(self.tr("对照列表中的上年报告"), "", "Ctrl+Shift+L")
        self.other_form = self._action(self.tr("对照同一报告的另一形式…"), "beside", "Ctrl+D")
        self.drop_last_year = self._action(self.tr("取消对照上年报告"), "")
        self.drop_other_form = self._action(self.tr("取消对照另一形式"), "")
        self.stages = self._action(self.tr("签署与退回…"), "sign", "Ctrl+G")
        self.together = self._action(self.tr("一并处理提示…"), "together", "Shift+V")
        self.next_version = self._action(self.tr("打开修改后的报告…"), "version", "Ctrl+Shift+O")

    def _make_export(self) -> None:
        self.export = self._action(
            self.tr("导出审核稿…"), "workbook", "Ctrl+E", short=self.tr("导出 Excel"), tone=Tone.ACCENT
        )
        self.publish = self._action(self.tr("导出发布稿…"), "publish", "Ctrl+Shift+E")
        self.opinion = self._action(self.tr("导出审核意见单（Word）…"), "sheet")
        self.returns = self._action(self.tr("导出修改意见清单（Word）…"), "document", "Ctrl+Shift+B")
        self.tables = self._action(self.tr("导出统计表（Word）…"), "document")
        self.exports = {
            "review": self.export,
            "publication": self.publish,
            "opinion": self.opinion,
            "returns": self.returns,
            "tables": self.tables,
        }
        self.copy_table = self._action(self.tr("复制当前表格"), "copy", "Ctrl+Shift+C")
        self.copy_advice = self._action(self.tr("复制修改意见清单"), "copy")

    def _make_help(self) -> None:
        self.guide = self._action(self.tr("使用说明"), "help", "F1")
        self.keys = self._action(self.tr("快捷键"), "", "Ctrl+F1")
        self.diagnostics = self._action(self.tr("保存诊断文件…"), "")
        self.about = self._action(self.tr("关于勾稽台"), "logo")

    def fill_menus(self, window: QMainWindow, samples: Sequence[QAction]) -> None:
        """Builds the menu bar."""
        bar = window.menuBar()
        bar.setAccessibleName(self.tr("菜单"))
        file = bar.addMenu(self.tr("文件(&F)"))
        file.addActions([self.open, self.open_folder, self.paste])
        if samples:
            _submenu(file, self.tr("打开示例"), samples)
        _fill(file, None, self.save, self.save_as, None, self.previous_report, self.next_report, self.close)
        _fill(file, None, self.settings, None, self.quit)
        _fill(bar.addMenu(self.tr("编辑(&E)")), self.undo, self.redo, None, self.edit_cell, None, self.find)
        view = bar.addMenu(self.tr("查看(&V)"))
        _fill(view, self.fold, self.next_pane, None, self.zoom_in, self.zoom_out, self.zoom_fit, None)
        _submenu(view, self.tr("配色"), self.themes.actions())
        _submenu(view, self.tr("语言 / Language"), self.languages.actions())
        review = bar.addMenu(self.tr("核对(&R)"))
        _fill(review, self.previous, self.next, None, self.previous_spot, self.next_spot, None)
        _fill(review, *self.ways.values(), self.together, None)
        _submenu(review, self.tr("采用建议"), self.suggestions)
        _fill(review, None, self.last_year, self.listed_last_year, self.other_form)
        _fill(review, self.drop_last_year, self.drop_other_form, None, self.next_version, self.reread)
        _fill(review, None, self.moves_on, None, self.stages, self.history, self.verify)
        exports = bar.addMenu(self.tr("导出(&X)"))
        _fill(exports, *self.exports.values(), None, self.copy_table, self.copy_advice)
        _fill(bar.addMenu(self.tr("帮助(&H)")), self.guide, self.keys, None, self.diagnostics, self.about)

    def fill_toolbar(self, bar: QToolBar) -> None:
        """Builds the toolbar."""
        bar.setIconSize(TOOL_ICON)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setMovable(False)
        bar.setAccessibleName(self.tr("工具栏"))
        for group in (
            (self.open, self.save),
            (self.undo, self.redo),
            (self.previous, self.next),
            tuple(self.ways.values()),
            (self.export,),
        ):
            if bar.actions():
                bar.addSeparator()
            for action in group:
                bar.addAction(action)
                button = bar.widgetForAction(action)
                assert isinstance(button, QToolButton)
                button.setAccessibleName(action.text())
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _action(
        self,
        text: str,
        icon: str,
        *keys: QKeySequence.StandardKey | str,
        short: str = "",
        tone: Tone = Tone.TEXT,
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        if short:
            action.setIconText(short)
        pressed = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = text.rstrip("…")
        action.setToolTip(f"{plain}（{pressed}）" if pressed else plain)
        if icon:
            self._icons.append((action, icon, tone))
        return action

    def _choices(self, *options: tuple[str, str]) -> QActionGroup:
        group = QActionGroup(self)
        for value, text in options:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(value)
        return group

    def _dress(self) -> None:
        for action, name, tone in self._icons:
            action.setIcon(self._theme.icon(name, tone))


def check(group: QActionGroup, value: str) -> None:
    """Ticks the choice of a group that stands for a value."""
    for action in group.actions():
        action.setChecked(action.data() == value)


def _fill(menu: QMenu, *actions: QAction | None) -> None:
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)


def _submenu(menu: QMenu, title: str, actions: Sequence[QAction]) -> None:
    menu.addMenu(title).addActions(list(actions))
