; The Windows installer: for the user who runs it, without administrator rights; Chinese and English; in place over an
; older version; silent with /S, to another folder with /D=PATH. Settings and sessions lie in the user's data
; and are never touched.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh

!ifdef NSIS_WIN32_MAKENSIS
  !define S "\"
!else
  !define S "/"
!endif
!ifndef ROOT
  !define ROOT "/build"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gouji"
!define BUNDLE "${ROOT}${S}dist${S}gouji"

Name "勾稽台 Gouji"
OutFile "${ROOT}${S}dist${S}gouji-setup.exe"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Gouji"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "Gouji ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Gouji"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Gouji setup"
VIAddVersionKey "CompanyName" "Gouji maintainers"
VIAddVersionKey "LegalCopyright" "Gouji maintainers, MIT"

!define MUI_ICON "${ROOT}${S}resources${S}icons${S}gouji.ico"
!define MUI_UNICON "${ROOT}${S}resources${S}icons${S}gouji.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Gouji.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_SIMPCHINESE} "勾稽台正在运行。请先关闭它的窗口，再继续。"
LangString RUNNING ${LANG_ENGLISH} "Gouji is running. Close its window first, then go on."
LangString SHORTCUT ${LANG_SIMPCHINESE} "勾稽台"
LangString SHORTCUT ${LANG_ENGLISH} "Gouji"
LangString SESSION ${LANG_SIMPCHINESE} "勾稽台审核文件"
LangString SESSION ${LANG_ENGLISH} "Gouji review"

!macro OpenWith EXTENSION
  WriteRegStr HKCU "Software\Classes\${EXTENSION}\OpenWithProgids" "Gouji.Report" ""
!macroend
!macro NotOpenWith EXTENSION
  DeleteRegValue HKCU "Software\Classes\${EXTENSION}\OpenWithProgids" "Gouji.Report"
  DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "Software\Classes\${EXTENSION}"
!macroend
!macro EachExtension MACRO
  !insertmacro ${MACRO} ".pdf"
  !insertmacro ${MACRO} ".docx"
  !insertmacro ${MACRO} ".doc"
  !insertmacro ${MACRO} ".wps"
  !insertmacro ${MACRO} ".ofd"
  !insertmacro ${MACRO} ".xlsx"
  !insertmacro ${MACRO} ".html"
  !insertmacro ${MACRO} ".htm"
  !insertmacro ${MACRO} ".txt"
!macroend

; A program that runs cannot be replaced: its file cannot be opened for writing.
!macro WaitForProgram UN
  Function ${UN}WaitForProgram
    again:
    IfFileExists "$INSTDIR\Gouji.exe" 0 free
    ClearErrors
    FileOpen $0 "$INSTDIR\Gouji.exe" a
    IfErrors 0 close
    IfSilent 0 ask
    SetErrorLevel 3
    Abort
    ask:
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDRETRY again
    Abort
    close:
    FileClose $0
    free:
  FunctionEnd
!macroend
!insertmacro WaitForProgram ""
!insertmacro WaitForProgram "un."

; Only what a Gouji was installed into is emptied: the folder of the last version holds its uninstaller.
Function RemoveProgram
  IfFileExists "$INSTDIR\uninstall.exe" 0 done
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Gouji.exe"
  Delete "$INSTDIR\gouji-cli.exe"
  done:
FunctionEnd

Section
  Call WaitForProgram
  Call RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}${S}*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\$(SHORTCUT).lnk" "$INSTDIR\Gouji.exe"

  WriteRegStr HKCU "Software\Classes\.gouji" "" "Gouji.Session"
  WriteRegStr HKCU "Software\Classes\Gouji.Session" "" "$(SESSION)"
  WriteRegStr HKCU "Software\Classes\Gouji.Session\DefaultIcon" "" "$INSTDIR\Gouji.exe,0"
  WriteRegStr HKCU "Software\Classes\Gouji.Session\shell\open\command" "" '"$INSTDIR\Gouji.exe" open "%1"'
  WriteRegStr HKCU "Software\Classes\Gouji.Report" "FriendlyAppName" "$(SHORTCUT)"
  WriteRegStr HKCU "Software\Classes\Gouji.Report\DefaultIcon" "" "$INSTDIR\Gouji.exe,0"
  WriteRegStr HKCU "Software\Classes\Gouji.Report\shell\open" "FriendlyAppName" "$(SHORTCUT)"
  WriteRegStr HKCU "Software\Classes\Gouji.Report\shell\open\command" "" '"$INSTDIR\Gouji.exe" open "%1"'
  !insertmacro EachExtension OpenWith

  WriteRegStr HKCU "${KEY}" "DisplayName" "勾稽台 Gouji"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\Gouji.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "Gouji maintainers"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

Section Uninstall
  Call un.WaitForProgram
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Gouji.exe"
  Delete "$INSTDIR\gouji-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\勾稽台.lnk"
  Delete "$SMPROGRAMS\Gouji.lnk"
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\Classes\.gouji"
  DeleteRegKey HKCU "Software\Classes\Gouji.Session"
  DeleteRegKey HKCU "Software\Classes\Gouji.Report"
  !insertmacro EachExtension NotOpenWith
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd
