# SPDX-License-Identifier: MIT
# Builds and tests with MSVC, and makes a ZIP of the program with its libraries. For the public CI; the packages that
# are released are those of packaging/windows/package.
#   build-msvc.ps1 -Prefix DIRECTORY      where vcpkg has installed what packaging/windows/vcpkg.json asks for
param([Parameter(Mandatory = $true)][string]$Prefix)
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '../..')

function Invoke-Checked([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program ends with $LASTEXITCODE" }
}

$vswhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
$studio = & $vswhere -latest -products * -requires Microsoft.VisualStudio.Component.VC.Tools.x86.x64 -property installationPath
if (-not $studio) { throw 'There is no Visual Studio with the tools for C++' }
Import-Module (Join-Path $studio 'Common7\Tools\Microsoft.VisualStudio.DevShell.dll')
Enter-VsDevShell -VsInstallPath $studio -SkipAutomaticLocation -DevCmdArguments '-arch=x64 -host_arch=x64'

Invoke-Checked cmake @('-S', '.', '-B', 'build/msvc', '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release',
    "-DCMAKE_PREFIX_PATH=$Prefix", '-DTOKENRY_WERROR=OFF')
Invoke-Checked cmake @('--build', 'build/msvc')

$env:PATH = "$Prefix\bin;$env:PATH"
$env:QT_PLUGIN_PATH = "$Prefix\Qt6\plugins"
# Those that make no sense on Windows are marked among those that do not run under wine.
$left = Select-String -Path 'packaging/windows/left-out' -Pattern '^windows (?:.*/)?(\S+)$' | ForEach-Object { $_.Matches[0].Groups[1].Value }
Invoke-Checked ctest @('--test-dir', 'build/msvc', '--output-on-failure', '--no-tests=error', '-E', "^($($left -join '|'))`$")

$version = (Select-String -Path CMakeLists.txt -Pattern '^project\(Tokenry VERSION ([0-9.]+) ').Matches[0].Groups[1].Value
$name = "tokenry-$version-windows-msvc-x64"
$folder = "build/msvc/packages/$name"
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue 'build/msvc/packages'
New-Item -ItemType Directory -Force $folder | Out-Null
Copy-Item 'build/msvc/bin/tokenry.exe', 'build/msvc/bin/tokenry-cli.exe', 'LICENSE', 'packaging/update-check' $folder
Invoke-Checked "$Prefix\tools\Qt6\bin\windeployqt.exe" @('--no-translations', '--no-opengl-sw', "$folder/tokenry.exe")
foreach ($library in 'libsodium.dll', 'simdjson.dll', 'qt6keychain.dll') {
    if (Test-Path "$Prefix\bin\$library") { Copy-Item "$Prefix\bin\$library" $folder }
}
$env:PATH = "$env:SystemRoot\System32"
Invoke-Checked "$folder/tokenry-cli.exe" @('--version')
Compress-Archive -Path $folder -DestinationPath "build/msvc/packages/$name.zip"
