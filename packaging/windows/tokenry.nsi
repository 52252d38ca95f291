; SPDX-License-Identifier: MIT
; Setup.exe, for one person or for all of the machine. Called by packaging/windows/package with VERSION, FOLDER (what
; is installed), LIST (what the uninstaller removes, one instruction a file), SIZE (kB), ICON and OUTPUT.
;   /S  silently     /CurrentUser or /AllUsers  for whom     /D=FOLDER  where, last and without quotes
; Ends with 3 when Tokenry runs and nobody is there to close it.
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR Tokenry
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tokenry"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME InstallLocation
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${UNINSTALL_KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME InstallLocation
!define MULTIUSER_MUI
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh

Name Tokenry
OutFile "${OUTPUT}"
BrandingText "Tokenry ${VERSION}"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey ProductName Tokenry
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Tokenry Setup"
VIAddVersionKey CompanyName Tokenry
VIAddVersionKey LegalCopyright "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION runAsPerson
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

; A program that runs cannot be replaced, and one that is replaced under a person's hands may lose what it holds.
!macro waitUntilClosed PROGRAM
    ${Do}
        ClearErrors
        ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
            FileOpen $0 "$INSTDIR\${PROGRAM}" a
        ${EndIf}
        ${If} ${Errors}
            MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${PROGRAM} is running. Close it, then try again." \
                /SD IDCANCEL IDRETRY +3
            SetErrorLevel 3
            Quit
        ${Else}
            ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
                FileClose $0
            ${EndIf}
            ${Break}
        ${EndIf}
    ${Loop}
!macroend

Function .onInit
    SetRegView 64
    !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
    SetRegView 64
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

; Setup may run as an administrator; what it starts should not.
Function runAsPerson
    Exec '"$WINDIR\explorer.exe" "$INSTDIR\tokenry.exe"'
FunctionEnd

Section
    !insertmacro waitUntilClosed tokenry.exe
    !insertmacro waitUntilClosed tokenry-cli.exe
    ; An older version knows best which files are its own. It leaves the profile alone.
    ReadRegStr $1 SHCTX "${UNINSTALL_KEY}" InstallLocation
    ${If} $1 != ""
    ${AndIf} ${FileExists} "$1\Uninstall.exe"
        DetailPrint "Removing the version that is installed"
        ExecWait '"$1\Uninstall.exe" /S /$MultiUser.InstallMode _?=$1' $2
        ${If} $2 <> 0
            MessageBox MB_OK|MB_ICONSTOP "The version that is installed could not be removed ($2)." /SD IDOK
            SetErrorLevel 4
            Quit
        ${EndIf}
        Delete "$1\Uninstall.exe"
        RMDir "$1"
    ${EndIf}

    SetOutPath "$INSTDIR"
    File /r "${FOLDER}/*.*"
    WriteUninstaller "$INSTDIR\Uninstall.exe"
    CreateShortCut "$SMPROGRAMS\Tokenry.lnk" "$INSTDIR\tokenry.exe"

    WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayName "Tokenry"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayVersion "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" Publisher "Tokenry"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" DisplayIcon "$INSTDIR\tokenry.exe"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" InstallLocation "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" UninstallString '"$INSTDIR\Uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${UNINSTALL_KEY}" QuietUninstallString '"$INSTDIR\Uninstall.exe" /S /$MultiUser.InstallMode'
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" EstimatedSize ${SIZE}
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoModify 1
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" NoRepair 1
SectionEnd

Section Uninstall
    !insertmacro waitUntilClosed tokenry.exe
    !insertmacro waitUntilClosed tokenry-cli.exe
    Delete "$SMPROGRAMS\Tokenry.lnk"
    !include "${LIST}"
    Delete "$INSTDIR\Uninstall.exe"
    RMDir "$INSTDIR"
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"

    ; The profile is the person's; $APPDATA would be the machine's otherwise.
    SetShellVarContext current
    ${If} ${FileExists} "$APPDATA\tokenry\*.*"
        MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove your accounts, settings, activity and the values that \
Tokenry keeps for you as well?$\r$\n$\r$\nThey are in $APPDATA\tokenry and are gone for good then." \
            /SD IDNO IDNO keep
        RMDir /r "$APPDATA\tokenry"
        keep:
    ${EndIf}
SectionEnd
