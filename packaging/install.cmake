# SPDX-License-Identifier: MIT
# What an installation consists of. Two components, so that the command line needs no library of the window:
# `window` (tokenry) and `cli` (tokenry-cli).
include(GNUInstallDirs)
# Tests and benchmarks are not part of it, so nobody has to build them for a package.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

install(TARGETS tokenry COMPONENT window
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} BUNDLE DESTINATION .)
install(TARGETS tokenry-cli COMPONENT cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

if(APPLE)
    include(packaging/macos/macos.cmake)
endif()

if(UNIX AND NOT APPLE)
    set(linux ${PROJECT_SOURCE_DIR}/packaging/linux)
    set(made ${PROJECT_BINARY_DIR}/packaging)

    include(packaging/cmake/Releases.cmake)
    tokenry_releases(TOKENRY_RELEASES ${PROJECT_SOURCE_DIR}/CHANGELOG.md)
    configure_file(${linux}/dev.tokenry.Tokenry.metainfo.xml.in ${made}/${TOKENRY_APP_ID}.metainfo.xml @ONLY)
    configure_file(${linux}/tokenry.1.in ${made}/tokenry.1 @ONLY)
    install(FILES ${linux}/${TOKENRY_APP_ID}.desktop COMPONENT window
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${made}/${TOKENRY_APP_ID}.metainfo.xml COMPONENT window
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    foreach(size 16 22 24 32 48 64 128 256 512)
        install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/tokenry-${size}.png COMPONENT window
            DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps RENAME tokenry.png)
    endforeach()
    install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/tokenry.svg COMPONENT window
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)

    # The command line describes itself: its manual and completions come from the table it parses with.
    set(words ${made}/tokenry-cli.1 ${made}/tokenry-cli.bash ${made}/_tokenry-cli ${made}/tokenry-cli.fish)
    add_custom_command(OUTPUT ${words}
        COMMAND tokenry-cli man > ${made}/tokenry-cli.1
        COMMAND tokenry-cli completion bash > ${made}/tokenry-cli.bash
        COMMAND tokenry-cli completion zsh > ${made}/_tokenry-cli
        COMMAND tokenry-cli completion fish > ${made}/tokenry-cli.fish
        DEPENDS tokenry-cli VERBATIM)
    # Compressed as every distribution has them; without a name or time inside, so that builds are the same.
    set(pages)
    foreach(page tokenry tokenry-cli)
        add_custom_command(OUTPUT ${made}/${page}.1.gz
            COMMAND gzip -9nc ${made}/${page}.1 > ${made}/${page}.1.gz DEPENDS ${made}/${page}.1 VERBATIM)
        list(APPEND pages ${made}/${page}.1.gz)
    endforeach()
    add_custom_command(OUTPUT ${made}/NEWS.gz
        COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${made}/NEWS.gz
        DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md VERBATIM)
    # Debian wants a changelog of the packaging in a form of its own.
    string(TIMESTAMP TOKENRY_PACKAGED "%a, %d %b %Y %H:%M:%S +0000" UTC)
    foreach(package tokenry tokenry-cli)
        set(TOKENRY_PACKAGE ${package})
        configure_file(${linux}/changelog.in ${made}/${package}.changelog @ONLY)
        add_custom_command(OUTPUT ${made}/${package}.changelog.gz
            COMMAND gzip -9nc ${made}/${package}.changelog > ${made}/${package}.changelog.gz
            DEPENDS ${made}/${package}.changelog VERBATIM)
        list(APPEND pages ${made}/${package}.changelog.gz)
    endforeach()
    add_custom_target(tokenry_words DEPENDS ${words} ${pages} ${made}/NEWS.gz)

    install(FILES ${made}/tokenry.1.gz COMPONENT window DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${made}/tokenry-cli.1.gz COMPONENT cli DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${made}/tokenry-cli.bash COMPONENT cli RENAME tokenry-cli
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
    install(FILES ${made}/_tokenry-cli COMPONENT cli
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
    install(FILES ${made}/tokenry-cli.fish COMPONENT cli
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
    # Debian's names for both; elsewhere they are as good as any.
    foreach(component window cli)
        set(package tokenry)
        if(component STREQUAL cli)
            set(package tokenry-cli)
        endif()
        install(FILES ${linux}/copyright COMPONENT ${component} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package})
        install(FILES ${made}/NEWS.gz COMPONENT ${component}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package})
        install(FILES ${made}/${package}.changelog.gz COMPONENT ${component} RENAME changelog.gz
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package})
    endforeach()
endif()
