// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"

#include <QByteArrayView>

/// A credential freed of what surrounds it on its way through a clipboard: white space, line ends, quotes,
/// `Authorization:`, `Bearer`, `Token`. Looks into the bytes it was made of, which must live. Pure, any
/// thread.
struct PastedCredential
{
    QByteArrayView value;
    AuthScheme word = AuthScheme::Automatic; ///< that stood before it; Automatic = none did

    [[nodiscard]] static PastedCredential peel(QByteArrayView pasted);
    /// ASCII white space and control characters, which no credential has.
    [[nodiscard]] static bool isBlank(char c);
};
