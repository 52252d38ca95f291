// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

/// What exactly a proxy did to a request. An Error of kind Proxy carries one.
enum class ProxyTrouble : quint8 {
    None, ///< nothing more is known than `Error::technical`
    Unreachable, ///< it is not there, or hung up before it made a way to the service
    LoginWanted, ///< it asks for a login and the account has none for it
    LoginRefused, ///< it does not take the one it was given
    WayRefused, ///< it answers, and does not make a way to the service
};
