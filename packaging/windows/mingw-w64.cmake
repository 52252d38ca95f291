# SPDX-License-Identifier: MIT
# Windows on x86_64, by the mingw-w64 compilers with POSIX threads. Qt and the other libraries are those which
# build-qt.sh made; TOKENRY_WINDOWS_PREFIX (environment or -D) says where.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(tokenry_triple x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${tokenry_triple}-gcc-posix)
set(CMAKE_CXX_COMPILER ${tokenry_triple}-g++-posix)
set(CMAKE_RC_COMPILER ${tokenry_triple}-windres)

if(NOT TOKENRY_WINDOWS_PREFIX)
    set(TOKENRY_WINDOWS_PREFIX "$ENV{TOKENRY_WINDOWS_PREFIX}")
endif()
set(TOKENRY_WINDOWS_PREFIX "${TOKENRY_WINDOWS_PREFIX}" CACHE PATH "Qt, SQLite, libsodium and simdjson for Windows")
# What CMake compiles to try a feature has to know it as well.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES TOKENRY_WINDOWS_PREFIX)

# Libraries only from there, programs only from the machine which builds.
set(CMAKE_FIND_ROOT_PATH /usr/${tokenry_triple} ${TOKENRY_WINDOWS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# moc, rcc, lrelease and their kin are those of the machine; its Qt must have the same version.
execute_process(COMMAND gcc -print-multiarch OUTPUT_VARIABLE tokenry_multiarch OUTPUT_STRIP_TRAILING_WHITESPACE)
set(QT_HOST_PATH /usr CACHE PATH "The Qt whose tools run on the machine which builds")
set(QT_HOST_PATH_CMAKE_DIR /usr/lib/${tokenry_multiarch}/cmake CACHE PATH "Its CMake packages")

set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/run-wine)
