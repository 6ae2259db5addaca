@echo off
rem Started by the task Qingshan whenever the machine starts; runs until it is stopped.
set QINGSHAN_HOME=%ProgramData%\Qingshan\data
set PYTHONUTF8=1
if exist "%ProgramData%\Qingshan\settings.cmd" call "%ProgramData%\Qingshan\settings.cmd"
"%ProgramData%\Qingshan\venv\Scripts\qingshan.exe" serve --host 127.0.0.1 --port 8000
