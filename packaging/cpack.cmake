# SPDX-License-Identifier: MIT
# Packages. `./dev package` builds them and proves them.
set(CPACK_PACKAGE_NAME tokenry)
set(CPACK_PACKAGE_VENDOR "Tokenry")
set(CPACK_PACKAGE_CONTACT "${TOKENRY_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_HOMEPAGE_URL ${TOKENRY_HOMEPAGE})
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
if(NOT APPLE)
    set(CPACK_COMPONENTS_ALL window cli)
endif()
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(window_text "Tokenry shows the API tokens of every account of Qovery and
Astronomer in one table. It creates, changes, rotates and deletes
them, and keeps a new value encrypted until you say that you have
stored it.")
set(cli_text "The command line of Tokenry, on the same accounts, vault and
journal as its window: lists, creates, changes, rotates and deletes
API tokens from scripts and pipelines. It needs no library of a
window.")

if(UNIX AND NOT APPLE)
    set(CPACK_GENERATOR DEB RPM TGZ)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)

    set(CPACK_DEB_COMPONENT_INSTALL ON)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
    set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
    set(CPACK_DEBIAN_WINDOW_PACKAGE_NAME tokenry)
    set(CPACK_DEBIAN_WINDOW_PACKAGE_SECTION utils)
    set(CPACK_DEBIAN_CLI_PACKAGE_NAME tokenry-cli)
    set(CPACK_DEBIAN_CLI_PACKAGE_SECTION utils)
    set(CPACK_COMPONENT_WINDOW_DESCRIPTION "${window_text}")
    set(CPACK_COMPONENT_CLI_DESCRIPTION "${cli_text}")
    # What is loaded at run time, which shlibdeps cannot see: the keychain's client, Qt's database driver, and the
    # certificates of the system.
    set(loaded "libsecret-1-0, libqt6sql6-sqlite, ca-certificates")
    set(CPACK_DEBIAN_WINDOW_PACKAGE_DEPENDS ${loaded})
    set(CPACK_DEBIAN_WINDOW_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager, qt6-wayland")
    set(CPACK_DEBIAN_WINDOW_PACKAGE_SUGGESTS tokenry-cli)
    set(CPACK_DEBIAN_CLI_PACKAGE_DEPENDS ${loaded})

    set(CPACK_RPM_COMPONENT_INSTALL ON)
    set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
    set(CPACK_RPM_PACKAGE_LICENSE MIT)
    set(CPACK_RPM_WINDOW_PACKAGE_NAME tokenry)
    set(CPACK_RPM_CLI_PACKAGE_NAME tokenry-cli)
    set(CPACK_RPM_SPEC_MORE_DEFINE "%define _build_id_links none
%define packager ${TOKENRY_CONTACT}")
    set(CPACK_RPM_PACKAGE_GROUP "Applications/System")
    set(CPACK_RPM_PACKAGE_REQUIRES "libsecret, ca-certificates")
    set(folders /usr/share/applications /usr/share/metainfo /usr/share/man /usr/share/man/man1 /usr/share/doc
        /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/zsh
        /usr/share/zsh/vendor-completions /usr/share/fish /usr/share/fish/vendor_completions.d
        /usr/share/icons /usr/share/icons/hicolor /usr/share/icons/hicolor/scalable
        /usr/share/icons/hicolor/scalable/apps)
    foreach(size 16 22 24 32 48 64 128 256 512)
        list(APPEND folders /usr/share/icons/hicolor/${size}x${size} /usr/share/icons/hicolor/${size}x${size}/apps)
    endforeach()
    set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION ${folders})

    set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
    set(CPACK_ARCHIVE_WINDOW_FILE_NAME tokenry-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
    set(CPACK_ARCHIVE_CLI_FILE_NAME tokenry-cli-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
endif()
include(CPack)
