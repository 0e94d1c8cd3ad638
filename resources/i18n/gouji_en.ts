<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>AboutDialog</name>
    <message>
        <source>关于勾稽台</source>
        <translation>About Gouji</translation>
    </message>
    <message>
        <source>勾稽台 {version}

政府信息公开工作年度报告核对工作台：把报告与读出的三张表对照，逐格核对勾稽关系，每个存疑之处由审核人写明理由处理，导出带操作记录的工作簿。全部在本机运行，不联网。</source>
        <translation>Gouji {version}

A workbench for checking annual reports on open government information: it sets a report beside the three tables read from it, checks every cell&apos;s relations, lets the reviewer settle each doubt with a reason, and exports a workbook with its journal. It runs on this computer alone, offline.</translation>
    </message>
    <message>
        <source>所用软件及其许可</source>
        <translation>Software in use and its licences</translation>
    </message>
    <message>
        <source>许可</source>
        <translation>Licence</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>打开…</source>
        <translation>Open…</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>保存核对记录…</source>
        <translation>Save Review…</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>核对记录另存为…</source>
        <translation>Save Review As…</translation>
    </message>
    <message>
        <source>从列表中移去</source>
        <translation>Remove from List</translation>
    </message>
    <message>
        <source>下一份报告</source>
        <translation>Next Report</translation>
    </message>
    <message>
        <source>上一份报告</source>
        <translation>Previous Report</translation>
    </message>
    <message>
        <source>设置…</source>
        <translation>Settings…</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>修改所选单元格</source>
        <translation>Edit Selected Cell</translation>
    </message>
    <message>
        <source>在原文中查找</source>
        <translation>Find in Source</translation>
    </message>
    <message>
        <source>折叠或展开表格</source>
        <translation>Fold or Unfold Table</translation>
    </message>
    <message>
        <source>转到下一窗格</source>
        <translation>Next Pane</translation>
    </message>
    <message>
        <source>放大原文</source>
        <translation>Zoom In</translation>
    </message>
    <message>
        <source>缩小原文</source>
        <translation>Zoom Out</translation>
    </message>
    <message>
        <source>原文适合宽度</source>
        <translation>Fit Width</translation>
    </message>
    <message>
        <source>上一项</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>下一项 F8</source>
        <translation>Next F8</translation>
    </message>
    <message>
        <source>采用第 {number} 个建议</source>
        <translation>Take Suggestion {number}</translation>
    </message>
    <message>
        <source>放弃正在填写的处理</source>
        <translation>Drop the Decision Being Made</translation>
    </message>
    <message>
        <source>处理后自动转到下一项</source>
        <translation>Go to the Next after Each Decision</translation>
    </message>
    <message>
        <source>操作记录…</source>
        <translation>Journal…</translation>
    </message>
    <message>
        <source>核验操作记录…</source>
        <translation>Verify Journal…</translation>
    </message>
    <message>
        <source>导出审核稿…</source>
        <translation>Export Review…</translation>
    </message>
    <message>
        <source>导出 Excel</source>
        <translation>Export Excel</translation>
    </message>
    <message>
        <source>导出发布稿…</source>
        <translation>Export Publishing Copy…</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keyboard Shortcuts</translation>
    </message>
    <message>
        <source>关于勾稽台</source>
        <translation>About Gouji</translation>
    </message>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>文件(&amp;F)</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>打开示例</source>
        <translation>Open Sample</translation>
    </message>
    <message>
        <source>编辑(&amp;E)</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <source>查看(&amp;V)</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>配色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>语言 / Language</source>
        <translation>语言 / Language</translation>
    </message>
    <message>
        <source>核对(&amp;R)</source>
        <translation>&amp;Review</translation>
    </message>
    <message>
        <source>采用建议</source>
        <translation>Take Suggestion</translation>
    </message>
    <message>
        <source>导出(&amp;X)</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>帮助(&amp;H)</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>工具栏</source>
        <translation>Toolbar</translation>
    </message>
    <message>
        <source>粘贴为报告</source>
        <translation>Paste as Report</translation>
    </message>
    <message>
        <source>原文中的下一处</source>
        <translation>Next place in the source</translation>
    </message>
    <message>
        <source>原文中的上一处</source>
        <translation>Previous place in the source</translation>
    </message>
    <message>
        <source>使用说明</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>按本版程序重新读取…</source>
        <translation>Read Anew with This Version…</translation>
    </message>
    <message>
        <source>保存诊断文件…</source>
        <translation>Save Diagnostic File…</translation>
    </message>
    <message>
        <source>对照上年报告…</source>
        <translation>Compare with Last Year&apos;s Report…</translation>
    </message>
    <message>
        <source>对照列表中的上年报告</source>
        <translation>Compare with Last Year&apos;s Report in the List</translation>
    </message>
    <message>
        <source>对照同一报告的另一形式…</source>
        <translation>Compare with Another Form of the Report…</translation>
    </message>
    <message>
        <source>取消对照上年报告</source>
        <translation>Stop Comparing with Last Year</translation>
    </message>
    <message>
        <source>取消对照另一形式</source>
        <translation>Stop Comparing with the Other Form</translation>
    </message>
    <message>
        <source>打开修改后的报告…</source>
        <translation>Open the Next Version…</translation>
    </message>
    <message>
        <source>导出审核意见单（Word）…</source>
        <translation>Export Opinion Sheet (Word)…</translation>
    </message>
    <message>
        <source>导出修改意见清单（Word）…</source>
        <translation>Export What Goes Back (Word)…</translation>
    </message>
    <message>
        <source>导出统计表（Word）…</source>
        <translation>Export Tables (Word)…</translation>
    </message>
    <message>
        <source>复制当前表格</source>
        <translation>Copy Table in Front</translation>
    </message>
    <message>
        <source>复制修改意见清单</source>
        <translation>Copy What Goes Back</translation>
    </message>
    <message>
        <source>签署与退回…</source>
        <translation>Sign or Return…</translation>
    </message>
    <message>
        <source>一并处理提示…</source>
        <translation>Settle Warnings Together…</translation>
    </message>
    <message>
        <source>打开文件夹…</source>
        <translation>Open Folder…</translation>
    </message>
</context>
<context>
    <name>Asker</name>
    <message>
        <source>{place} 原为 {value}，改为</source>
        <translation>{place} from {value} to</translation>
    </message>
</context>
<context>
    <name>Beside</name>
    <message>
        <source>对照上年报告</source>
        <translation>Compare with Last Year&apos;s Report</translation>
    </message>
    <message>
        <source>对照同一报告的另一形式</source>
        <translation>Compare with Another Form of the Report</translation>
    </message>
    <message>
        <source>报告和核对记录 ({kinds});;所有文件 (*)</source>
        <translation>Reports and reviews ({kinds});;All files (*)</translation>
    </message>
    <message>
        <source>{name} 就是正在核对的这份报告，不能与自己对照。请另选文件。</source>
        <translation>{name} is the report under review itself, and cannot be compared with itself. Choose another file.</translation>
    </message>
    <message>
        <source>已取消对照，可以撤销。</source>
        <translation>No longer compared. This can be undone.</translation>
    </message>
    <message>
        <source>列表中有 {this} 的上年报告 {last}，可以对照。</source>
        <translation>Last year&apos;s report of {this} is in the list: {last}. They can be compared.</translation>
    </message>
    <message>
        <source>对照上年 {name}</source>
        <translation>last year {name}</translation>
    </message>
    <message>
        <source>对照另一形式 {name}</source>
        <translation>other form {name}</translation>
    </message>
    <message>
        <source>已与上年报告 {name} 对照：相符 {passed} 项，不符 {failed} 项，无法核对 {unknown} 项。</source>
        <translation>Compared with last year&apos;s report {name}: {passed} passed, {failed} failed, {unknown} not evaluable.</translation>
    </message>
    <message>
        <source>已与 {name} 逐格对照：相同 {same} 格，不同 {differing} 格，空白与 0 之别 {blank} 格，没有比较 {skipped} 格。</source>
        <translation>Compared with {name} cell by cell: {same} the same, {differing} different, {blank} blank in one and 0 in the other, {skipped} not compared.</translation>
    </message>
</context>
<context>
    <name>CellPicture</name>
    <message>
        <source>原图</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>原图 · 识别把握 {certainty}</source>
        <translation>Original · {certainty} sure</translation>
    </message>
    <message>
        <source>第 {page} 页上这一格的样子</source>
        <translation>How this cell looks on page {page}</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>跟随系统</source>
        <translation>Like the System</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message>
        <source>先转到要复制的那张表。</source>
        <translation>Turn to the table to be copied first.</translation>
    </message>
    <message>
        <source>已复制这张表，可以粘贴到 Word、WPS 或 Excel 中。</source>
        <translation>The table was copied and can be pasted into Word, WPS or Excel.</translation>
    </message>
    <message>
        <source>注意：这份报告还没有通过核对。</source>
        <translation> Note: this report has not passed yet.</translation>
    </message>
    <message>
        <source>还没有要退回单位的修改意见。</source>
        <translation>Nothing goes back to the office yet.</translation>
    </message>
    <message>
        <source>已复制修改意见 {count} 条，可以粘贴到 Word、WPS 或 Excel 中。</source>
        <translation>{count} items that go back were copied and can be pasted into Word, WPS or Excel.</translation>
    </message>
</context>
<context>
    <name>Corner</name>
    <message>
        <source>表头</source>
        <translation>Table head</translation>
    </message>
</context>
<context>
    <name>CrashReporter</name>
    <message>
        <source>程序出了一点问题</source>
        <translation>Something went wrong in the program</translation>
    </message>
    <message>
        <source>刚才的操作没有完成，这是程序的错误，不是您的操作有误。</source>
        <translation>What you just did was not completed. The fault is the program&apos;s, not yours.</translation>
    </message>
    <message>
        <source>已作的决定都已保存，可以继续使用。如再次出现，请保存问题报告并交给维护人员；报告只含程序位置，不含文件内容。</source>
        <translation>Every decision made so far is saved, and you can go on. If it happens again, save the problem report and pass it on; it holds places in the program and nothing of your documents.</translation>
    </message>
    <message>
        <source>保存问题报告…</source>
        <translation>Save Problem Report…</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go On</translation>
    </message>
    <message>
        <source>保存问题报告</source>
        <translation>Save Problem Report</translation>
    </message>
    <message>
        <source>没有保存</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <source>问题报告未能写入：{reason}。请换一个文件夹再试。</source>
        <translation>The problem report could not be written: {reason}. Try another folder.</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>处理</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>已填入 {change}，按 R 校正读取，按 P 建议改为，按 Esc 放弃</source>
        <translation>Entered {change}. Press R for Correct Reading, P for Propose, Esc to drop it.</translation>
    </message>
    <message>
        <source>原文 {at}/{count} 处&#x3000;F7 下一处</source>
        <translation>Source {at}/{count}   F7 next</translation>
    </message>
    <message>
        <source>本项的说明</source>
        <translation>What this finding says</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>报告</source>
        <translation>Reports</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>保存诊断文件</source>
        <translation>Save Diagnostic File</translation>
    </message>
    <message>
        <source>诊断文件供维护人员查找程序的问题。保存后由您自己决定交给谁，程序不会发送。</source>
        <translation>The diagnostic file helps those who maintain the program to find its faults. Once saved, it is yours to pass on; the program sends it nowhere.</translation>
    </message>
    <message>
        <source>里面只有：程序和系统的版本、屏幕大小、界面设置，以及最近 {count} 次程序错误在程序中的位置。没有报告的内容，没有文件名，没有人名。点“显示详细信息”可以先看全文。</source>
        <translation>It holds only the versions of the program and the system, the size of the screens, the settings of the window, and where in the program the last {count} faults arose. It holds nothing of any report, no file names and no names of people. Show Details shows all of it first.</translation>
    </message>
    <message>
        <source>诊断文件未能写入：{reason}。请换一个文件夹再试。</source>
        <translation>The diagnostic file could not be written: {reason}. Please try another folder.</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>原文</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>打开一份年度报告，开始核对</source>
        <translation>Open an annual report to begin</translation>
    </message>
    <message>
        <source>打开报告…  Ctrl+O</source>
        <translation>Open Reports…  Ctrl+O</translation>
    </message>
    <message>
        <source>打开报告</source>
        <translation>Open Reports</translation>
    </message>
    <message>
        <source>第一次使用？先看示例：</source>
        <translation>First time here? Look at a sample:</translation>
    </message>
    <message>
        <source>打开示例：{name}</source>
        <translation>Open sample: {name}</translation>
    </message>
    <message>
        <source>或把文件拖到这里，或复制报告内容后按 Ctrl+Shift+V</source>
        <translation>or drag files here, or copy a report&apos;s text and press Ctrl+Shift+V</translation>
    </message>
    <message>
        <source>支持 Word、WPS、Excel、PDF、OFD、图片、保存的网页和文本文件，可一次打开多份；也可打开以前的核对记录（.gouji）。全部在本机处理，不联网。</source>
        <translation>Word, WPS, Excel, PDF, OFD, pictures, saved web pages and text files, several at once; also earlier reviews (.gouji). Everything stays on this computer; nothing goes over the network.</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>审核稿</source>
        <translation> review</translation>
    </message>
    <message>
        <source>发布稿</source>
        <translation> publication</translation>
    </message>
    <message>
        <source>还有 {count} 项强制性问题没有处理，或退回后尚未答复。</source>
        <translation>{count} mandatory findings are still open, or returned and not answered yet.</translation>
    </message>
    <message>
        <source>还有 {count} 格的数字没有确定。</source>
        <translation>The numbers of {count} cells are still undecided.</translation>
    </message>
    <message>
        <source>未通过核对</source>
        <translation>Not passed</translation>
    </message>
    <message>
        <source>“{name}”已经存在，要替换它吗？</source>
        <translation>&quot;{name}&quot; exists already. Replace it?</translation>
    </message>
    <message>
        <source>Excel 工作簿 (*.xlsx)</source>
        <translation>Excel workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>{agency}{year}年</source>
        <translation>{agency}{year}</translation>
    </message>
    <message>
        <source>审核意见单</source>
        <translation> opinion sheet</translation>
    </message>
    <message>
        <source>修改意见清单</source>
        <translation> what goes back</translation>
    </message>
    <message>
        <source>统计表</source>
        <translation> tables</translation>
    </message>
    <message>
        <source>仍要导出{sort}吗？文件名将标明“未通过核对”。</source>
        <translation>Export the{sort} all the same? The file&apos;s name will say 未通过核对 (not passed).</translation>
    </message>
    <message>
        <source>导出{sort}</source>
        <translation>Export{sort}</translation>
    </message>
    <message>
        <source>Word 文档 (*.docx)</source>
        <translation>Word document (*.docx)</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>在原文中查找</source>
        <translation>Find in Source</translation>
    </message>
    <message>
        <source>查找结果</source>
        <translation>Matches</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous match</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next match</translation>
    </message>
    <message>
        <source>关闭查找</source>
        <translation>Close find bar</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Not found</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>第 {group} 组 · {table} · {count} 处</source>
        <translation>Group {group} · {table} · {count} places</translation>
    </message>
    <message>
        <source>{first} 等 {count} 处</source>
        <translation>{first} and others, {count} in all</translation>
    </message>
    <message>
        <source>另有 {count} 项将不符</source>
        <translation>{count} others would then fail</translation>
    </message>
    <message>
        <source>读取正常</source>
        <translation>read plainly</translation>
    </message>
    <message>
        <source>空白</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>按规则推得</source>
        <translation>recovered by rule</translation>
    </message>
    <message>
        <source>读法未定</source>
        <translation>reading undecided</translation>
    </message>
    <message>
        <source>不是数字</source>
        <translation>not a number</translation>
    </message>
    <message>
        <source>原文未见</source>
        <translation>not in the source</translation>
    </message>
    <message>
        <source>已改动</source>
        <translation>changed</translation>
    </message>
    <message>
        <source>{way} · {reason} · {who} · 第 {number} 条</source>
        <translation>{way} · {reason} · {who} · entry {number}</translation>
    </message>
    <message>
        <source>差</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>{place}&#x3000;{left} ≠ {right}&#x3000;差 {difference}</source>
        <translation>{place}   {left} ≠ {right}   difference {difference}</translation>
    </message>
    <message>
        <source>不符</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>Doubtful</translation>
    </message>
    <message>
        <source>无法核对</source>
        <translation>Not evaluable</translation>
    </message>
    <message>
        <source>相符</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>{table} · {count} 处（第 {group} 组）</source>
        <translation>{table} · {count} places (group {group})</translation>
    </message>
    <message>
        <source>{count} 种关系</source>
        <translation>{count} relations</translation>
    </message>
    <message>
        <source>需复看</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>{reason}（{who}）</source>
        <translation>{reason} ({who})</translation>
    </message>
    <message>
        <source>差 {difference} · {looks}</source>
        <translation>Difference {difference} · {looks}</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>{place}&#x3000;原文 {printed}&#x3000;{state}</source>
        <translation>{place}&#x3000;printed {printed}&#x3000;{state}</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>undecided</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{head}：{changes}</source>
        <translation>{head}: {changes}</translation>
    </message>
    <message>
        <source>正文中的“{raw}”</source>
        <translation>“{raw}” in the text</translation>
    </message>
    <message>
        <source>选定 {count} 项</source>
        <translation>{count} findings chosen</translation>
    </message>
    <message>
        <source>用同一条理由一并处理，不勾的不处理。</source>
        <translation>Settled together with one reason; what has no tick stays open.</translation>
    </message>
    <message>
        <source>一并处理的 {count} 项</source>
        <translation>{count} settled together</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>关系</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>相加</source>
        <translation>Sum</translation>
    </message>
    <message>
        <source>列示</source>
        <translation>Stated</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>FindingsTable</name>
    <message>
        <source>核对结果列表</source>
        <translation>List of findings</translation>
    </message>
    <message>
        <source>核对结果的列名</source>
        <translation>Column names of the findings</translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>{count}（{groups} 组）</source>
        <translation>{count} (groups: {groups})</translation>
    </message>
    <message>
        <source>这里没有要显示的结果；另有 {count} 项可按上面的按钮显示。</source>
        <translation>Nothing to show here; {count} others can be shown with the buttons above.</translation>
    </message>
    <message>
        <source>没有可核对的关系。</source>
        <translation>There is no relation to check.</translation>
    </message>
    <message>
        <source>核对结果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>显示{sort}</source>
        <translation>Show: {sort}</translation>
    </message>
    <message>
        <source>显示或隐藏：{sort}</source>
        <translation>Show or hide: {sort}</translation>
    </message>
    <message>
        <source>正文 {count}</source>
        <translation>prose {count}</translation>
    </message>
</context>
<context>
    <name>Focus</name>
    <message>
        <source>这份报告的各项都已处理。</source>
        <translation>Everything in this report is settled.</translation>
    </message>
    <message>
        <source>只剩这一项还没有处理。</source>
        <translation>This is the only one still open.</translation>
    </message>
    <message>
        <source>已到末尾，从头继续。</source>
        <translation>Went round to the first.</translation>
    </message>
    <message>
        <source>已到开头，从末尾继续。</source>
        <translation>Went round to the last.</translation>
    </message>
    <message>
        <source>这一项不涉及原文中的多处。</source>
        <translation>This item has no places in the source to walk through.</translation>
    </message>
    <message>
        <source>第 {at} 处，共 {count} 处。</source>
        <translation>Place {at} of {count}.</translation>
    </message>
    <message>
        <source>强制性问题要逐项处理，选定的 {count} 项没有勾选。</source>
        <translation>Errors are settled one at a time: the {count} chosen have no tick.</translation>
    </message>
</context>
<context>
    <name>Follower</name>
    <message>
        <source>从下面的核对结果中选一项，或按 F8。</source>
        <translation>Choose a finding below, or press F8.</translation>
    </message>
    <message>
        <source>各项都已处理。</source>
        <translation>All findings are settled.</translation>
    </message>
    <message>
        <source>没有需要处理的核对结果。</source>
        <translation>There is nothing to settle.</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>使用说明</source>
        <translation>Help</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>操作记录</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>每条记录都含前一条的校验值；撤销和重做也各记一条，任何改动都能由“核验操作记录”查出。</source>
        <translation>Every entry holds the hash of the one before; undo and redo are entries too. Verify Journal finds any tampering.</translation>
    </message>
    <message>
        <source>操作记录的列名</source>
        <translation>Column names of the journal</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>操作人</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>What</translation>
    </message>
    <message>
        <source>校验值</source>
        <translation>Hash</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>快捷键</source>
        <translation>Keyboard Shortcuts</translation>
    </message>
    <message>
        <source>在表中直接输入新值</source>
        <translation>Enter a value straight into the table</translation>
    </message>
    <message>
        <source>勾选或不选一处</source>
        <translation>Tick or untick a place</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>理由：选第 n 条</source>
        <translation>Reason: pick number n</translation>
    </message>
    <message>
        <source>确定 / 放弃</source>
        <translation>Decide / drop</translation>
    </message>
    <message>
        <source>展开或收起一组</source>
        <translation>Unfold or fold a group</translation>
    </message>
    <message>
        <source>连写数字：选分隔 / 移动一位 / 换行</source>
        <translation>Run of digits: choose a separator / move it / change the row</translation>
    </message>
    <message>
        <source>连写数字：取第 n 种读法</source>
        <translation>Run of digits: take reading n</translation>
    </message>
    <message>
        <source>停止读取，或把报告从列表中移去</source>
        <translation>Stop reading, or take the report off the list</translation>
    </message>
    <message>
        <source>在核对结果中选定几项</source>
        <translation>Choose several findings</translation>
    </message>
    <message>
        <source>Shift 或 Ctrl 加 ↑ ↓、单击</source>
        <translation>Shift or Ctrl with ↑ ↓, click</translation>
    </message>
    <message>
        <source>选定同一种问题；再按一次选定全部</source>
        <translation>Choose findings of one kind; again for all that are open</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>打开报告</source>
        <translation>Open Reports</translation>
    </message>
    <message>
        <source>{name}：已接着上次的核对继续，此前的决定都在。</source>
        <translation>{name}: the earlier review goes on; every decision is there.</translation>
    </message>
    <message>
        <source>每一步都已保存在 {path}。</source>
        <translation>Every step is already saved in {path}.</translation>
    </message>
    <message>
        <source>核对记录另存为</source>
        <translation>Save Review As</translation>
    </message>
    <message>
        <source>核对记录 (*.gouji)</source>
        <translation>Reviews (*.gouji)</translation>
    </message>
    <message>
        <source>核对记录已保存到 {path}，此后每一步都存在那里。</source>
        <translation>The review is saved to {path}, and so will be every step from now on.</translation>
    </message>
    <message>
        <source>已导出 {path}</source>
        <translation>Exported {path}</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open Folder</translation>
    </message>
    <message>
        <source>正在导出…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>勾稽台</source>
        <translation>Gouji</translation>
    </message>
    <message>
        <source>工具栏</source>
        <translation>Toolbar</translation>
    </message>
    <message>
        <source>报告和核对记录 ({kinds});;所有文件 (*)</source>
        <translation>Reports and reviews ({kinds});;All files (*)</translation>
    </message>
    <message>
        <source>{name}：粘贴的内容和核对记录已自动保存；要存成单独的文件，按 Ctrl+S。</source>
        <translation>{name}: what was pasted and its review are saved automatically; press Ctrl+S to keep them in a file of their own.</translation>
    </message>
    <message>
        <source>{name}：核对记录已打开，但原文这次没有读出来。{why}</source>
        <translation>{name}: the review is open, but its document could not be read this time. {why}</translation>
    </message>
    <message>
        <source>打开文件夹中的报告</source>
        <translation>Open the Reports of a Folder</translation>
    </message>
    <message>
        <source>文件夹 {name} 中没有可以打开的报告。</source>
        <translation>The folder {name} holds no report that can be opened.</translation>
    </message>
    <message>
        <source>文件夹 {name} 中的报告太多，先打开前 {count} 份；其余的请分批打开。</source>
        <translation>The folder {name} holds too many reports: the first {count} are opened. Open the rest part by part.</translation>
    </message>
    <message>
        <source>{name} 在打开之后被改过，现在看到的是改动以前的。要作为修改后的报告接着核对吗？</source>
        <translation>{name} was changed after it was opened; what is shown is as it was before. Go on with it as the next version?</translation>
    </message>
</context>
<context>
    <name>MembersList</name>
    <message>
        <source>本项包括的各处，空格键勾选或不选</source>
        <translation>The places that this covers; Space ticks or unticks</translation>
    </message>
</context>
<context>
    <name>Mender</name>
    <message>
        <source>这次没有算出修改建议，不影响核对。</source>
        <translation>No repairs could be worked out this time; the review goes on all the same.</translation>
    </message>
</context>
<context>
    <name>MergedHeader</name>
    <message>
        <source>表头</source>
        <translation>Table head</translation>
    </message>
    <message>
        <source>行名</source>
        <translation>Row names</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>知道了</source>
        <translation>Dismiss</translation>
    </message>
    <message>
        <source>办理</source>
        <translation>Act</translation>
    </message>
</context>
<context>
    <name>NumberDelegate</name>
    <message>
        <source>新值</source>
        <translation>New value</translation>
    </message>
</context>
<context>
    <name>OwnFiles</name>
    <message>
        <source>单位自己的文件有 {count} 处没有采用：{first}</source>
        <translation>{count} of the office&apos;s own files are not used: {first}</translation>
    </message>
</context>
<context>
    <name>OwnRules</name>
    <message>
        <source>本单位的规则</source>
        <translation>The office&apos;s own rules</translation>
    </message>
    <message>
        <source>打开表式和规则的文件夹</source>
        <translation>Open the Folder of Forms and Rules</translation>
    </message>
    <message>
        <source>打开词表的文件夹</source>
        <translation>Open the Folder of Words</translation>
    </message>
    <message>
        <source>文件夹 {folder} 建不了：{reason}。请检查权限，或请管理员建立。</source>
        <translation>The folder {folder} cannot be made: {reason}. Check its permissions, or have an administrator make it.</translation>
    </message>
    <message>
        <source>采用的文件：{names}；表式 {forms} 种，规则 {rules} 条。</source>
        <translation>Files in force: {names}; forms: {forms}, rules: {rules}.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>没有本单位的表式和规则，只用程序自带的。</source>
        <translation>There are no forms or rules of the office&apos;s own; only the program&apos;s are in force.</translation>
    </message>
    <message>
        <source>程序自带的表式：{names}。</source>
        <translation>The program&apos;s forms: {names}.</translation>
    </message>
    <message>
        <source>词表：{count} 个词。</source>
        <translation>Words that are looked for: {count}.</translation>
    </message>
    <message>
        <source>查找的文件夹（表式和规则改动后，重新启动程序生效）：</source>
        <translation>Folders that are searched (changed forms and rules count after a restart):</translation>
    </message>
    <message>
        <source>没有采用的 {count} 处：</source>
        <translation>Not used: {count}</translation>
    </message>
</context>
<context>
    <name>PageView</name>
    <message>
        <source>原文</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>第 {page} 页 正在绘制…</source>
        <translation>Drawing page {page}…</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>粘贴内容 {time}</source>
        <translation>Pasted {time}</translation>
    </message>
    <message>
        <source>剪贴板里没有可粘贴的内容。请先在网页、Word 或其他程序里选中报告的文字和表格并复制。</source>
        <translation>There is nothing to paste on the clipboard. First select the report&apos;s text and tables in a web page, Word or another program, and copy them.</translation>
    </message>
    <message>
        <source>这份内容已经在列表中：{name}。</source>
        <translation>This is in the list already: {name}.</translation>
    </message>
</context>
<context>
    <name>ProblemState</name>
    <message>
        <source>重新读取</source>
        <translation>Read Again</translation>
    </message>
    <message>
        <source>从列表中移去</source>
        <translation>Remove from List</translation>
    </message>
    <message>
        <source>没有打开：{name}</source>
        <translation>Not opened: {name}</translation>
    </message>
    <message>
        <source>正在读取，可以先看列表中的其他报告。</source>
        <translation>Being read; meanwhile look at the other reports in the list.</translation>
    </message>
    <message>
        <source>停止读取</source>
        <translation>Stop reading</translation>
    </message>
    <message>
        <source>这份文件是扫描件或图片，正在识别文字：已完成 {done} 页，共 {pages} 页。可以先看列表中的其他报告。</source>
        <translation>A scan or picture, whose text is being recognised: {done} of {pages} pages done. Other reports in the list can be read meanwhile.</translation>
    </message>
</context>
<context>
    <name>Prose</name>
    <message>
        <source>不核对</source>
        <translation>Not compared</translation>
    </message>
    <message>
        <source>{way} · 原文 {printed} · {reason} · {who}</source>
        <translation>{way} · printed {printed} · {reason} · {who}</translation>
    </message>
</context>
<context>
    <name>ProseModel</name>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>表中数</source>
        <translation>In tables</translation>
    </message>
    <message>
        <source>说的是</source>
        <translation>Speaks of</translation>
    </message>
</context>
<context>
    <name>ProseView</name>
    <message>
        <source>只看核对过的</source>
        <translation>Compared only</translation>
    </message>
    <message>
        <source>不显示没有与任何数核对的数字</source>
        <translation>Leave out the figures that are compared with nothing</translation>
    </message>
    <message>
        <source>正文数字</source>
        <translation>Figures in the text</translation>
    </message>
    <message>
        <source>共 {count} 个数</source>
        <translation>{count} figures</translation>
    </message>
    <message>
        <source>不核对 {count}</source>
        <translation>Not compared {count}</translation>
    </message>
    <message>
        <source>正文数字列表</source>
        <translation>List of the figures in the text</translation>
    </message>
    <message>
        <source>正文数字的列名</source>
        <translation>Columns of the figures in the text</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
</context>
<context>
    <name>ReasonLine</name>
    <message>
        <source>新的数值</source>
        <translation>New value</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>写明理由，或按数字键选一条</source>
        <translation>Give a reason, or press a digit to pick one</translation>
    </message>
    <message>
        <source>确定 ⏎</source>
        <translation>Decide ⏎</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>放弃 Esc</source>
        <translation>Drop Esc</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Drop</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>读取有误，以原文为准</source>
        <translation>misread; as in the source</translation>
    </message>
    <message>
        <source>与正文一致</source>
        <translation>agrees with the prose</translation>
    </message>
    <message>
        <source>与上年报告一致</source>
        <translation>agrees with last year&apos;s report</translation>
    </message>
    <message>
        <source>电话核实</source>
        <translation>checked by telephone</translation>
    </message>
    <message>
        <source>单位书面说明</source>
        <translation>the office explained in writing</translation>
    </message>
    <message>
        <source>明显笔误</source>
        <translation>plain slip of the pen</translation>
    </message>
    <message>
        <source>勾稽关系不符或未填，请核实</source>
        <translation>does not reconcile or is blank; please check</translation>
    </message>
</context>
<context>
    <name>ReportsModel</name>
    <message>
        <source>排队等候</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Being read…</translation>
    </message>
    <message>
        <source>没有打开</source>
        <translation>Not opened</translation>
    </message>
    <message>
        <source>{year} 表式</source>
        <translation>{year} form</translation>
    </message>
    <message>
        <source>{count} 处不符</source>
        <translation>{count} failed</translation>
    </message>
    <message>
        <source>{count} 处存疑</source>
        <translation>{count} doubtful</translation>
    </message>
    <message>
        <source>{count} 处未填</source>
        <translation>{count} blank</translation>
    </message>
    <message>
        <source>{count} 项已处理</source>
        <translation>{count} settled</translation>
    </message>
    <message>
        <source>相符</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>没有表格</source>
        <translation>No tables</translation>
    </message>
    <message>
        <source>正在识别 {done}/{pages} 页</source>
        <translation>Recognising: {done} of {pages} pages</translation>
    </message>
</context>
<context>
    <name>ReportsView</name>
    <message>
        <source>报告列表</source>
        <translation>List of reports</translation>
    </message>
    <message>
        <source>重新读取</source>
        <translation>Read Again</translation>
    </message>
    <message>
        <source>停止读取</source>
        <translation>Stop reading</translation>
    </message>
    <message>
        <source>从列表中移去</source>
        <translation>Remove from List</translation>
    </message>
</context>
<context>
    <name>RereadDialog</name>
    <message>
        <source>按本版程序重新读取</source>
        <translation>Read anew with this version</translation>
    </message>
    <message>
        <source>与原来读法的差别</source>
        <translation>Differences from the former reading</translation>
    </message>
    <message>
        <source>采用新的读法</source>
        <translation>Take the New Reading</translation>
    </message>
    <message>
        <source>保留原来的读法</source>
        <translation>Keep the Former Reading</translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <source>本版程序读这份文件的结果，与核对记录中的有以下差别。</source>
        <translation>This version of the program reads this file otherwise than the review has it.</translation>
    </message>
    <message>
        <source>各格的数都没有变。</source>
        <translation>The numbers of all cells are the same.</translation>
    </message>
    <message>
        <source>正文数字：原来读出 {before} 个，现在读出 {now} 个。</source>
        <translation>Figures of the prose: {before} then, {now} now.</translation>
    </message>
    <message>
        <source>对原文的提示（缺表、行名、文字等）有变化。</source>
        <translation>What is remarked about the source (tables missing, labels, wording) has changed.</translation>
    </message>
    <message>
        <source>采用后可以撤销。</source>
        <translation>Taking it can be undone.</translation>
    </message>
    <message>
        <source>此前的 {made} 次处理全部照旧。采用后可以撤销。</source>
        <translation>All earlier decisions ({made}) stand. Taking it can be undone.</translation>
    </message>
    <message>
        <source>此前 {made} 次处理中有 {lapsed} 次所依据的数变了，要重新处理；其余照旧。采用后可以撤销。</source>
        <translation>Of the earlier decisions ({made}), some rest on numbers that changed and must be made again ({lapsed}); the others stand. Taking it can be undone.</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>原来读作</source>
        <translation>Read then</translation>
    </message>
    <message>
        <source>现在读作</source>
        <translation>Read now</translation>
    </message>
    <message>
        <source>{name}：已接着上次的核对继续。本版程序读这份文件的结果与当时不同。</source>
        <translation>{name}: the earlier review goes on. This version of the program reads the file otherwise than then.</translation>
    </message>
    <message>
        <source>查看差别…</source>
        <translation>See the Differences…</translation>
    </message>
    <message>
        <source>本版程序读这份文件的结果与核对记录中的一致。</source>
        <translation>This version of the program reads the file as the review has it.</translation>
    </message>
    <message>
        <source>已采用新的读法。不合适可以撤销。</source>
        <translation>The new reading was taken. It can be undone.</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>“{text}”填不进这一栏：件数须是不小于 0 的整数，金额最多到分。</source>
        <translation>&quot;{text}&quot; does not fit this column: counts are whole and not negative, amounts have at most two decimals of a yuan.</translation>
    </message>
    <message>
        <source>与原值相同，没有改动。</source>
        <translation>The value is the same; nothing changed.</translation>
    </message>
    <message>
        <source>没有第 {number} 个建议。</source>
        <translation>There is no suggestion {number}.</translation>
    </message>
    <message>
        <source>请先写明理由。</source>
        <translation>Please give a reason first.</translation>
    </message>
    <message>
        <source>这项决定不能成立，请检查勾选的项目和填入的数值。</source>
        <translation>This decision does not hold; check what is ticked and the values entered.</translation>
    </message>
    <message>
        <source>没有可撤销的操作。</source>
        <translation>There is nothing to undo.</translation>
    </message>
    <message>
        <source>没有可重做的操作。</source>
        <translation>There is nothing to redo.</translation>
    </message>
    <message>
        <source>各项都已处理，可以导出审核稿。</source>
        <translation>Everything is settled; the review can be exported.</translation>
    </message>
    <message>
        <source>改动已记下，但这一项仍不符，还没有处理完。</source>
        <translation>The change is kept, but this still does not reconcile and stands open.</translation>
    </message>
    <message>
        <source>先打开一份报告。</source>
        <translation>Open a report first.</translation>
    </message>
    <message>
        <source>先选一项还没有处理的核对结果。</source>
        <translation>Choose an open finding first.</translation>
    </message>
    <message>
        <source>至少要勾选一处。</source>
        <translation>Tick at least one place.</translation>
    </message>
    <message>
        <source>先在表中选定要改的单元格。</source>
        <translation>Choose the cell to change in the table first.</translation>
    </message>
    <message>
        <source>按原文连写数字重新切分</source>
        <translation>Digits that run together cut anew, as printed</translation>
    </message>
    <message>
        <source>现在不能这样做。</source>
        <translation>That cannot be done now.</translation>
    </message>
    <message>
        <source>“{text}”不能作这里的数：须是不小于 0 的数，件数是整数，金额最多到分。</source>
        <translation>“{text}” cannot stand here: a number not below 0 is wanted, whole for counts, to the cent for money.</translation>
    </message>
    <message>
        <source>这句话没有写出数字，不能改；可以退回核实，或核实无误。</source>
        <translation>These words state no number, so there is none to change; return them or accept them.</translation>
    </message>
    <message>
        <source>已一并处理 {count} 项，撤销一次就全部收回。</source>
        <translation>{count} settled together; one undo takes them all back.</translation>
    </message>
    <message>
        <source>选定了多项，只能一并核实无误或退回核实；要改数，请只选一项。</source>
        <translation>Several are chosen: they can be accepted or returned together. To change a number, choose one.</translation>
    </message>
    <message>
        <source>强制性问题要逐项处理：取消它们的勾，或单独选它们。</source>
        <translation>Errors are settled one at a time: untick them, or choose one alone.</translation>
    </message>
</context>
<context>
    <name>RunCanvas</name>
    <message>
        <source>连写数字的切分</source>
        <translation>Where the run of digits parts</translation>
    </message>
</context>
<context>
    <name>RunEditor</name>
    <message>
        <source>也可键入，如 62 3 - 129</source>
        <translation>or type, such as 62 3 - 129</translation>
    </message>
    <message>
        <source>键入各栏的数，空白的栏用 -</source>
        <translation>Type the number of each column, - for a blank one</translation>
    </message>
    <message>
        <source>确定切分 ⏎</source>
        <translation>Take Cut ⏎</translation>
    </message>
    <message>
        <source>确定切分</source>
        <translation>Take this cut</translation>
    </message>
    <message>
        <source>连写数字的切分</source>
        <translation>Where the run of digits parts</translation>
    </message>
    <message>
        <source>原文连写（{count} 种读法）</source>
        <translation>Printed ({count} readings)</translation>
    </message>
    <message>
        <source>原文连写</source>
        <translation>Printed</translation>
    </message>
    <message>
        <source>读法 {number}：{reading}</source>
        <translation>Reading {number}: {reading}</translation>
    </message>
    <message>
        <source>←/→ 选分隔，按住 Shift 移动一位，Alt+1…9 取一种读法，Enter 确定，Esc 退出</source>
        <translation>←/→ select a separator, Shift moves it one digit, Alt+1…9 takes a reading, Enter decides, Esc leaves</translation>
    </message>
    <message>
        <source>按 R 用键盘切分，或用鼠标拖动分隔</source>
        <translation>Press R to cut by keyboard, or drag the separators</translation>
    </message>
    <message>
        <source>有几种读法都合得上：请先移动分隔、键入，或按 Alt+1…9 取一种。</source>
        <translation>Several readings fit: move a separator, type, or take one with Alt+1…9 first.</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>相符</source>
        <translation>holds</translation>
    </message>
    <message>
        <source>无法核对</source>
        <translation>not evaluable</translation>
    </message>
    <message>
        <source>不符</source>
        <translation>fails</translation>
    </message>
    <message>
        <source>差 {difference}</source>
        <translation>off by {difference}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>处理一项后自动转到下一项</source>
        <translation>Go to the next finding after each decision</translation>
    </message>
    <message>
        <source>审核人</source>
        <translation>Reviewer</translation>
    </message>
    <message>
        <source>配色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>常用</source>
        <translation>General</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>本单位的规则</source>
        <translation>Own Rules</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>以顿号分开，最多 {most} 个，每个不超过 {longest} 字。新开始的核对按此设置。</source>
        <translation>Parted by commas, at most {most}, each at most {longest} characters. They hold for reviews begun from now on.</translation>
    </message>
    <message>
        <source>审核阶段</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>{way}的理由</source>
        <translation>Reason: {way}</translation>
    </message>
    <message>
        <source>理由是下次处理时先填好的，以最近用过的为准。</source>
        <translation>These reasons are filled in at first; the one used last takes their place.</translation>
    </message>
    <message>
        <source>审核阶段的名称不能用：要有 1 到 {most} 个，互不相同，每个不超过 {longest} 字。</source>
        <translation>These names cannot be used: there must be 1 to {most}, all different, each at most {longest} characters.</translation>
    </message>
</context>
<context>
    <name>Settled</name>
    <message>
        <source>校正读取</source>
        <translation>Reading corrected</translation>
    </message>
    <message>
        <source>建议改为</source>
        <translation>Proposed</translation>
    </message>
    <message>
        <source>退回核实</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>核实无误</source>
        <translation>Accepted</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>表头</source>
        <translation>Table head</translation>
    </message>
</context>
<context>
    <name>SideReader</name>
    <message>
        <source>正在读取 {name}…</source>
        <translation>Reading {name}…</translation>
    </message>
    <message>
        <source>正在读取 {name}：第 {done}/{pages} 页…</source>
        <translation>Reading {name}: page {done} of {pages}…</translation>
    </message>
</context>
<context>
    <name>SigningDialog</name>
    <message>
        <source>签署与退回</source>
        <translation>Sign or Return</translation>
    </message>
    <message>
        <source>各阶段</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>签署{stage}</source>
        <translation>Sign {stage}</translation>
    </message>
    <message>
        <source>从{stage}退回</source>
        <translation>Return from {stage}</translation>
    </message>
    <message>
        <source>填报单位</source>
        <translation>the reporting office</translation>
    </message>
    <message>
        <source>还有 {count} 项没有处理，签署即表示接受它们保留不改：</source>
        <translation>{count} findings are open; to sign is to accept them as they stand:</translation>
    </message>
    <message>
        <source>各项都已处理。</source>
        <translation>All findings are settled.</translation>
    </message>
    <message>
        <source>阶段名称</source>
        <translation>Names of the stages</translation>
    </message>
    <message>
        <source>阶段名称，以顿号分开</source>
        <translation>Names of the stages, parted by commas</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>签署人</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>审核意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>May be left empty</translation>
    </message>
    <message>
        <source>没有处理的各项</source>
        <translation>Open findings</translation>
    </message>
    <message>
        <source>已逐项看过，同意保留</source>
        <translation>I have looked at each of them and accept them</translation>
    </message>
    <message>
        <source>退回到</source>
        <translation>Return to</translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation>Reason for the return</translation>
    </message>
    <message>
        <source>写明理由</source>
        <translation>Give the reason</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
</context>
<context>
    <name>SourceHead</name>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>页</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>显示比例</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>在原文中查找 Ctrl+F</source>
        <translation>Find in source Ctrl+F</translation>
    </message>
    <message>
        <source>在原文中查找</source>
        <translation>Find in Source</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>SourceView</name>
    <message>
        <source>打开报告后，这里显示原文</source>
        <translation>The source is shown here once a report is open</translation>
    </message>
    <message>
        <source>原文</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>第 {page} / {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>文本</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>网页</source>
        <translation>Web page</translation>
    </message>
    <message>
        <source>扫描件</source>
        <translation>Scan</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>待签署</source>
        <translation>to be signed</translation>
    </message>
    <message>
        <source>已签署</source>
        <translation>signed</translation>
    </message>
    <message>
        <source>需重新签署</source>
        <translation>to be signed again</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>returned</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Standing</translation>
    </message>
    <message>
        <source>签署人</source>
        <translation>Signed by</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>意见和说明</source>
        <translation>Opinion and remarks</translation>
    </message>
    <message>
        <source>{stage}已退回填报单位：{reason}（{who}）</source>
        <translation>{stage} returned it to the reporting office: {reason} ({who})</translation>
    </message>
    <message>
        <source>这一步改变了核对，已签署的{names}需要重新签署。</source>
        <translation>This step changed the review: what was signed ({names}) is to be signed again.</translation>
    </message>
    <message>
        <source>{stage}已签</source>
        <translation>{stage} signed</translation>
    </message>
    <message>
        <source>{stage}需重签</source>
        <translation>{stage} to be signed again</translation>
    </message>
    <message>
        <source>已退回{stage}</source>
        <translation>returned to {stage}</translation>
    </message>
    <message>
        <source>已退回填报单位</source>
        <translation>returned to the reporting office</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>已保存到 {name} {time}</source>
        <translation>Saved to {name} {time}</translation>
    </message>
    <message>
        <source>已自动保存 {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>已处理 {settled}/{total}</source>
        <translation>Settled {settled}/{total}</translation>
    </message>
    <message>
        <source>操作记录 #{number}</source>
        <translation>Journal #{number}</translation>
    </message>
    <message>
        <source>没有表格</source>
        <translation>No tables</translation>
    </message>
    <message>
        <source>{year} 年表式</source>
        <translation>{year} form</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>停止读取</source>
        <translation>Stop reading</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>建议 {number}：{text}</source>
        <translation>Suggestion {number}: {text}</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>空白</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>可能是：{candidates}</source>
        <translation>May be: {candidates}</translation>
    </message>
    <message>
        <source>（原 {was}）</source>
        <translation> (was {was})</translation>
    </message>
    <message>
        <source>理由：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>校正读取</source>
        <translation>Correct Reading</translation>
    </message>
    <message>
        <source>建议改为</source>
        <translation>Propose</translation>
    </message>
    <message>
        <source>退回核实</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>核实无误</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>读取明确</source>
        <translation>Read plainly</translation>
    </message>
    <message>
        <source>空白，未填数字</source>
        <translation>Blank, no number filled in</translation>
    </message>
    <message>
        <source>推定：由规则还原，请对照原文</source>
        <translation>Recovered by rule; compare with the source</translation>
    </message>
    <message>
        <source>存疑：有不止一种读法，未作取舍</source>
        <translation>Doubtful: more than one reading, none chosen</translation>
    </message>
    <message>
        <source>存疑：不是数字</source>
        <translation>Doubtful: not a number</translation>
    </message>
    <message>
        <source>缺：原文中没有找到</source>
        <translation>Missing: not found in the source</translation>
    </message>
    <message>
        <source>已由审核人改过</source>
        <translation>Changed by the reviewer</translation>
    </message>
    <message>
        <source>空</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>原文：{printed}</source>
        <translation>Printed: {printed}</translation>
    </message>
</context>
<context>
    <name>TablesView</name>
    <message>
        <source>提取结果</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>表</source>
        <translation>Tables</translation>
    </message>
    <message>
        <source>展开全部行</source>
        <translation>Show all rows</translation>
    </message>
    <message>
        <source>原文中没有找到这张表</source>
        <translation>This table was not found in the source</translation>
    </message>
    <message>
        <source>{count} 处待处理</source>
        <translation>{count} open</translation>
    </message>
    <message>
        <source>没有待处理的事项</source>
        <translation>Nothing open</translation>
    </message>
    <message>
        <source>正文数字</source>
        <translation>Figures in the text</translation>
    </message>
    <message>
        <source>已折叠 · F9 展开</source>
        <translation>Folded · F9 shows all</translation>
    </message>
    <message>
        <source>已折叠到本条涉及的行，按 F9 展开全部行</source>
        <translation>Folded to the rows at hand; F9 shows all rows</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>原文</source>
        <translation>Source</translation>
    </message>
</context>
<context>
    <name>Together</name>
    <message>
        <source>没有可以一并处理的提示。</source>
        <translation>There is nothing to settle together.</translation>
    </message>
    <message>
        <source>已一并处理 {count} 项，可以撤销。</source>
        <translation>{count} findings were settled together. This can be undone.</translation>
    </message>
</context>
<context>
    <name>TogetherDialog</name>
    <message>
        <source>一并处理提示</source>
        <translation>Settle Warnings Together</translation>
    </message>
    <message>
        <source>勾选要一并处理的各项。强制性问题要逐项写明理由，不在这里。</source>
        <translation>Tick what is to be settled together. Mandatory findings are settled one at a time, each with its reason, and are not listed.</translation>
    </message>
    <message>
        <source>可以一并处理的各项</source>
        <translation>What may be settled together</translation>
    </message>
    <message>
        <source>处理办法</source>
        <translation>Way out</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>Tick All</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>Tick None</translation>
    </message>
    <message>
        <source>处理勾选的 {count} 项</source>
        <translation>Settle {count} Ticked</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>空白</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>{value}（经校正）</source>
        <translation>{value} (set right)</translation>
    </message>
    <message>
        <source>“{raw}”</source>
        <translation>&quot;{raw}&quot;</translation>
    </message>
</context>
<context>
    <name>VerifyDialog</name>
    <message>
        <source>核验操作记录</source>
        <translation>Verify Journal</translation>
    </message>
    <message>
        <source>可填入审核意见单上印的校验值（至少前 16 位）</source>
        <translation>The hash printed on the review sheet (at least 16 characters)</translation>
    </message>
    <message>
        <source>纸面上的校验值</source>
        <translation>Hash on paper</translation>
    </message>
    <message>
        <source>纸面校验值</source>
        <translation>Hash on paper</translation>
    </message>
    <message>
        <source>核验</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>正在核验…</source>
        <translation>Verifying…</translation>
    </message>
    <message>
        <source>共 {entries} 条，末条校验值：{head}</source>
        <translation>{entries} entries; hash of the last: {head}</translation>
    </message>
</context>
<context>
    <name>Version</name>
    <message>
        <source>请确认：正在核对的是 {before} 年的报告，这份文件是 {now} 年的。</source>
        <translation>Please check: the report under review is of {before}, this file is of {now}.</translation>
    </message>
    <message>
        <source>请确认：正在核对的是 {before} 的报告，这份文件是 {now} 的。</source>
        <translation>Please check: the report under review is of {before}, this file is of {now}.</translation>
    </message>
    <message>
        <source>{name} 与上一版相比，有 {count} 格的数变了。</source>
        <translation>{name}: the numbers of {count} cells have changed since the version before.</translation>
    </message>
    <message>
        <source>此前没有退回单位的修改意见。</source>
        <translation>Nothing had been sent back to the office.</translation>
    </message>
    <message>
        <source>落实情况</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>退回的意见</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>采用后可以撤销；原来的版本留在核对记录中。</source>
        <translation>Taking it can be undone; the version before stays in the review.</translation>
    </message>
    <message>
        <source>打开修改后的报告</source>
        <translation>Open the Next Version</translation>
    </message>
    <message>
        <source>报告 ({kinds});;所有文件 (*)</source>
        <translation>Reports ({kinds});;All files (*)</translation>
    </message>
    <message>
        <source>{name} 与已退回修改的 {older} 是同一单位、同一年度的报告。它是修改后的版本吗？</source>
        <translation>{name} is of the same office and year as {older}, which was sent back. Is it the next version of that?</translation>
    </message>
    <message>
        <source>作为修改后的报告…</source>
        <translation>As the Next Version…</translation>
    </message>
    <message>
        <source>{name} 与正在核对的文件完全相同，没有修改。</source>
        <translation>{name} is the very file under review; nothing was changed.</translation>
    </message>
    <message>
        <source>已转到修改后的报告 {name}。{answers}{again}可以撤销。</source>
        <translation>The review goes on with {name}. {answers}{again}This can be undone.</translation>
    </message>
    <message>
        <source>退回的 {count} 项：已改 {done}，未改 {unchanged}，另有改动 {otherwise}。</source>
        <translation>Sent back: {count}. Changed: {done}, not changed: {unchanged}, changed otherwise: {otherwise}. </translation>
    </message>
    <message>
        <source>{count} 项需复看。</source>
        <translation>To be looked at again: {count}. </translation>
    </message>
    <message>
        <source>数的变化</source>
        <translation>Numbers before and now</translation>
    </message>
    <message>
        <source>此前 {made} 次处理中，{lapsed} 次所依据的数变了，将重新列出。</source>
        <translation>Of the earlier decisions ({made}), some ({lapsed}) rest on numbers that changed and are listed anew. </translation>
    </message>
</context>
<context>
    <name>VersionDialog</name>
    <message>
        <source>修改后的报告</source>
        <translation>The Next Version</translation>
    </message>
    <message>
        <source>退回各项的落实情况</source>
        <translation>What became of each item sent back</translation>
    </message>
    <message>
        <source>采用修改后的报告</source>
        <translation>Take the Next Version</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>校正读取</source>
        <translation>Correct Reading</translation>
    </message>
    <message>
        <source>建议改为</source>
        <translation>Propose</translation>
    </message>
    <message>
        <source>退回核实</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>核实无误</source>
        <translation>Accept</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>提取结果</source>
        <translation>Tables</translation>
    </message>
</context>
</TS>
