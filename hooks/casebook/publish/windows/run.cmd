@echo off
rem Everything the launchers do. ASCII only: cmd.exe loses its place in a file of other letters.
rem What people read stands in messages\, in UTF-8. The verb: start, check, window or install.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "MESSAGES=%~dp0messages"
set "PYTHONPATH=%~dp0."
set "PYTHONUTF8=1"
set "NO_MKDOCS_2_WARNING=1"
set "UV_LINK_MODE=copy"
set "WHY=no-folder"
pushd "%~dp0.." || goto stop

rem MIRROR=index [python], in any .txt beside the launchers
for /f "tokens=1,* delims==" %%a in ('type *.txt 2^>nul ^| findstr /b /i "MIRROR="') do for /f "tokens=1,2" %%c in ("%%b") do set "UV_DEFAULT_INDEX=%%c"& set "UV_PYTHON_INSTALL_MIRROR=%%d"

fc /b "program\requirements.lock" ".venv\installed.lock" >nul 2>nul || goto install
".venv\Scripts\python.exe" -c "import casebook.cli" >nul 2>nul && goto ready

:install
set "UV="
if exist "program\uv.exe" set "UV=program\uv.exe"
if not defined UV for /f "delims=" %%u in ('where uv.exe 2^>nul') do if not defined UV set "UV=%%u"
set "WHY=need-uv"
if not defined UV goto stop
type "%MESSAGES%\install.txt"
set "WHY=need-python"
"%UV%" venv --quiet --clear --python 3.12 ".venv" || "%UV%" venv --clear --no-python-downloads --python ">=3.11" ".venv" || goto stop
set "WHY=need-packages"
"%UV%" pip sync --no-build --require-hashes --python ".venv\Scripts\python.exe" "program\requirements.lock" || goto stop
copy /b /y "program\requirements.lock" ".venv\installed.lock" >nul || goto stop

:ready
if "%~1"=="check" goto check
if "%~1"=="window" goto window
if "%~1"=="install" popd & exit /b 0

set "OPEN=--edit"
if defined CASEBOOK_UNATTENDED set "OPEN=--no-open"
set "WHY=stopped"
type "%MESSAGES%\start.txt"
".venv\Scripts\python.exe" -m casebook serve %OPEN% || goto stop
exit /b 0

:check
".venv\Scripts\python.exe" -m casebook check
set "CODE=%ERRORLEVEL%"
if not defined CASEBOOK_UNATTENDED pause
exit /b %CODE%

:window
set "PATH=%CD%;%PATH%"
cmd /d /k type "%MESSAGES%\window.txt"
exit /b 0

:stop
echo.
type "%MESSAGES%\%WHY%.txt"
if not defined CASEBOOK_UNATTENDED pause
exit /b 1
