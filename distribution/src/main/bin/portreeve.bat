@echo off
rem Starts the server in the foreground. JAVA_HOME or the path gives the Java (17 or later); PORTREEVE_OPTS goes to it.
setlocal
for %%I in ("%~dp0..") do set "INSTALLED=%%~fI"
set "HOME_DIR=%INSTALLED%"
if /i "%~1"=="--home" for %%I in ("%~2") do set "HOME_DIR=%%~fI"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f "tokens=3" %%V in ('""%JAVA%" -version 2^>^&1" ^| findstr /i "version"') do if not defined VERSION set "VERSION=%%~V"
if not defined VERSION (
  echo portreeve: needs Java 17 or later: set JAVA_HOME or put java on the PATH 1>&2
  exit /b 1
)
for /f "delims=.-+ tokens=1" %%V in ("%VERSION%") do set "MAJOR=%%V"
if %MAJOR% LSS 17 (
  echo portreeve: needs Java 17 or later, but %JAVA% is %VERSION% 1>&2
  exit /b 1
)

cd /d "%HOME_DIR%" || exit /b 1
"%JAVA%" "-Dportreeve.home=%HOME_DIR%" -Djdk.console=java.base -XX:+ExitOnOutOfMemoryError %PORTREEVE_OPTS% -cp "%INSTALLED%\lib\*" org.portreeve.launcher.Main %*
exit /b %ERRORLEVEL%
