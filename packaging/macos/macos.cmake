# SPDX-License-Identifier: MIT
# All that is particular to macOS in the build: the application bundle, its properties, and the disk image. Included
# by packaging/install.cmake. Written from the documentation, not run on macOS yet; see packaging/macos/README.md.
set(macos ${CMAKE_CURRENT_LIST_DIR})
configure_file(${macos}/Info.plist.in ${PROJECT_BINARY_DIR}/packaging/Info.plist @ONLY)
set(bundled ${PROJECT_SOURCE_DIR}/resources/icons/tokenry.icns ${PROJECT_SOURCE_DIR}/packaging/update-check)
target_sources(tokenry PRIVATE ${bundled})
set_source_files_properties(${bundled} TARGET_DIRECTORY tokenry PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(tokenry PROPERTIES
    MACOSX_BUNDLE_INFO_PLIST ${PROJECT_BINARY_DIR}/packaging/Info.plist
    MACOSX_BUNDLE_GUI_IDENTIFIER ${TOKENRY_APP_ID})
# The command line lies in the bundle too, beside the libraries it shares with the window.
install(TARGETS tokenry-cli COMPONENT window RUNTIME DESTINATION tokenry.app/Contents/MacOS)

set(CPACK_GENERATOR DragNDrop)
# One image of what the component `window` installs.
set(CPACK_MONOLITHIC_INSTALL ON)
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};Tokenry;window;/")
set(CPACK_DMG_VOLUME_NAME "Tokenry ${PROJECT_VERSION}")
set(CPACK_DMG_FORMAT UDZO)
if(CMAKE_OSX_ARCHITECTURES MATCHES ";")
    set(architecture universal)
elseif(CMAKE_OSX_ARCHITECTURES)
    set(architecture ${CMAKE_OSX_ARCHITECTURES})
else()
    set(architecture ${CMAKE_HOST_SYSTEM_PROCESSOR})
endif()
set(CPACK_PACKAGE_FILE_NAME tokenry-${PROJECT_VERSION}-macos-${architecture})
# Qt goes in, and everything is signed, between installing and making the image.
set(CPACK_PRE_BUILD_SCRIPTS ${macos}/finish.cmake)
