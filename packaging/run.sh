#!/usr/bin/env bash
# Opens the workbench on the sample reports; with no display that Qt can open, checks and exports them headless.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

shopt -s nullglob
samples=(resources/samples/*.txt resources/samples/*.html resources/samples/*.docx resources/samples/*.pdf)

has_display() {
    [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] &&
        .venv/bin/python -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' 2>/dev/null
}

if has_display; then
    exec .venv/bin/gouji open "${samples[@]}"
fi

echo "没有可用的显示器，改为在命令行核对并导出样例报告。 No display: checking and exporting the samples instead."
.venv/bin/gouji check "${samples[@]}" || [ $? = 1 ]
mkdir -p build/samples
export GOUJI_HOME=$PWD/build/samples/sessions
for sample in "${samples[@]}"; do
    workbook=build/samples/$(basename "$sample").xlsx
    .venv/bin/gouji export "$sample" -o "$workbook" || [ $? = 1 ]
done
echo "审核工作簿 Workbooks: $PWD/build/samples/*.xlsx"
