// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QSslError>
#include <QString>

/// Why a server was not trusted, in plain words: each reason with the certificate's subject and issuer.
/// `fallback` is the answer when the handshake failed without a complaint about a certificate.
[[nodiscard]] QString tlsText(const QList<QSslError> &errors, const QString &fallback);
