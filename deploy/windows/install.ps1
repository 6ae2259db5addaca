# 在 Windows 上装青山，不需要编译器。右键“使用 PowerShell 运行”，或者：
#   powershell -ExecutionPolicy Bypass -File deploy\windows\install.ps1
# 先装好 Python 3.11 或更新的版本（安装时勾选 Add python.exe to PATH）。
$ErrorActionPreference = 'Stop'
$source = Resolve-Path (Join-Path $PSScriptRoot '..\..')
$place = Join-Path $env:ProgramData 'Qingshan'
$python = Join-Path $place 'venv\Scripts\python.exe'
$env:PYTHONUTF8 = '1'

New-Item -ItemType Directory -Force (Join-Path $place 'data') | Out-Null
# Only administrators and the system read the data: it holds children's names and the keys.
icacls (Join-Path $place 'data') /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
if (-not (Test-Path $python)) { py -3 -m venv (Join-Path $place 'venv') }
& $python -m pip install --quiet --only-binary :all: --require-hashes -r (Join-Path $source 'requirements.txt')
if ($LASTEXITCODE) { exit $LASTEXITCODE }
& $python -m pip install --quiet --no-deps --no-build-isolation $source
if ($LASTEXITCODE) { exit $LASTEXITCODE }

Copy-Item (Join-Path $PSScriptRoot 'serve.cmd') $place -Force
schtasks /Create /F /TN Qingshan /SC ONSTART /RU SYSTEM /TR "`"$place\serve.cmd`"" | Out-Null
Write-Host "装好了。数据在 $place\data ；现在启动：schtasks /Run /TN Qingshan"
