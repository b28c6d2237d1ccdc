@echo off
rem casebook, in any window whose folder is this one, or opened by the window launcher.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "PYTHONPATH=%~dp0program"
set "PYTHONUTF8=1"
set "NO_MKDOCS_2_WARNING=1"
if exist "%~dp0.venv\installed.lock" goto run
call "%~dp0program\run.cmd" install || exit /b 1
:run
"%~dp0.venv\Scripts\python.exe" -m casebook %*
