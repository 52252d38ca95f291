# SPDX-License-Identifier: MIT
# Run by CPack on the staged bundle, before the disk image is made of it: brings Qt and the other libraries in, and
# signs from the inside out. TOKENRY_SIGNING_IDENTITY of the environment names the certificate; without one the
# signature is ad hoc, which runs on the machine that made it and nowhere else without a word of its owner.
file(GLOB_RECURSE programs LIST_DIRECTORIES true ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*tokenry.app)
list(FILTER programs INCLUDE REGEX "/tokenry\\.app$")
list(GET programs 0 app)
set(identity "$ENV{TOKENRY_SIGNING_IDENTITY}")
if(identity STREQUAL "")
    set(identity -)
    set(timestamp --timestamp=none) # there is no certificate whose validity it could prove
else()
    set(timestamp --timestamp)
endif()

find_program(macdeployqt macdeployqt REQUIRED)
execute_process(COMMAND ${macdeployqt} ${app} -executable=${app}/Contents/MacOS/tokenry-cli -no-strip
    COMMAND_ERROR_IS_FATAL ANY)

file(GLOB_RECURSE inner ${app}/Contents/Frameworks/*.dylib ${app}/Contents/PlugIns/*.dylib)
file(GLOB frameworks LIST_DIRECTORIES true ${app}/Contents/Frameworks/*.framework)
foreach(code IN LISTS inner frameworks)
    execute_process(COMMAND codesign --force ${timestamp} --options runtime --sign ${identity} ${code}
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
foreach(code ${app}/Contents/MacOS/tokenry-cli ${app})
    execute_process(COMMAND codesign --force ${timestamp} --options runtime
        --entitlements ${CMAKE_CURRENT_LIST_DIR}/entitlements.plist --sign ${identity} ${code}
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND codesign --verify --deep --strict ${app} COMMAND_ERROR_IS_FATAL ANY)
