# SPDX-License-Identifier: MIT
# tokenry_releases(<out> <changelog>): the releases of the changelog as AppStream wants them. What is not released
# yet stands there as a development release of the version in project(), dated by SOURCE_DATE_EPOCH or today.
function(tokenry_releases out changelog)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${changelog})
    file(STRINGS ${changelog} headings REGEX "^## \\[")
    set(releases "")
    foreach(heading IN LISTS headings)
        if(heading MATCHES "^## \\[([0-9]+\\.[0-9]+\\.[0-9]+)\\] - ([0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9])$")
            string(APPEND releases
                "    <release version=\"${CMAKE_MATCH_1}\" date=\"${CMAKE_MATCH_2}\" type=\"stable\"/>\n")
        elseif(heading STREQUAL "## [Unreleased]")
            string(TIMESTAMP today "%Y-%m-%d" UTC)
            string(APPEND releases
                "    <release version=\"${PROJECT_VERSION}~dev\" date=\"${today}\" type=\"development\"/>\n")
        else()
            message(FATAL_ERROR "${changelog}: a heading that is neither [Unreleased] nor \"[1.2.3] - 2026-01-31\": ${heading}")
        endif()
    endforeach()
    set(${out} "${releases}" PARENT_SCOPE)
endfunction()
