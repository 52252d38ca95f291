# SPDX-License-Identifier: MIT
# tokenry_windows_resources(<target> <title>): icon, version and manifest of a program, as Windows reads them.
function(tokenry_windows_resources target title)
    set(from ${PROJECT_SOURCE_DIR}/packaging/windows)
    set(made ${PROJECT_BINARY_DIR}/packaging)
    set(TOKENRY_PROGRAM ${target})
    set(TOKENRY_PROGRAM_TITLE ${title})
    set(TOKENRY_ICON ${PROJECT_SOURCE_DIR}/resources/icons/tokenry.ico)
    set(TOKENRY_MANIFEST ${made}/${target}.manifest)
    set(CPACK_PACKAGE_VENDOR "Tokenry")
    configure_file(${from}/program.manifest.in ${TOKENRY_MANIFEST} @ONLY)
    configure_file(${from}/program.rc.in ${made}/${target}.rc @ONLY)
    set_source_files_properties(${made}/${target}.rc PROPERTIES
        OBJECT_DEPENDS "${TOKENRY_MANIFEST};${TOKENRY_ICON}")
    target_sources(${target} PRIVATE ${made}/${target}.rc)
    if(MSVC) # would add one of its own
        target_link_options(${target} PRIVATE /MANIFEST:NO)
    endif()
endfunction()
