// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

/// Takes out of a stranger's words what must not be shown, kept or logged: servers repeat in their complaints
/// what they were sent, and some put a new value into an answer that is no success. Gone afterwards are every
/// piece of the credential that is long enough to be no accident, JSON Web Tokens, and words that are too
/// long and too mixed to be names or ids. In their place stands "[hidden]". Pure; any thread.
///
/// `authorization`: the header's value as it was sent ("Token …"); may be empty.
[[nodiscard]] QString withoutSecrets(const QString &text, const QByteArray &authorization);
