// SPDX-License-Identifier: MIT
#pragma once

#include "core/updatenotice.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sodium.h>

/// The makers of a test: a key pair of their own, and notices signed with it.
class Makers final
{
public:
    Makers()
    {
        [[maybe_unused]] const int begun = sodium_init();
        crypto_sign_keypair(raw(m_public), raw(m_secret));
    }

    [[nodiscard]] QByteArray publicKey() const { return m_public; }

    /// What a notice of that version says; issued at noon of the ManualClock's day unless changed.
    [[nodiscard]] static QJsonObject payload(const QString &version)
    {
        return {{QStringLiteral("format"), 1}, {QStringLiteral("product"), QStringLiteral("tokenry")},
            {QStringLiteral("version"), version},
            {QStringLiteral("page"), QStringLiteral("https://tokenry.example/releases/%1").arg(version)},
            {QStringLiteral("issued"), QStringLiteral("2026-11-22T11:00:00Z")},
            {QStringLiteral("expires"), QStringLiteral("2027-02-20T11:00:00Z")}};
    }

    [[nodiscard]] QByteArray file(const QJsonObject &payload)
    {
        return file(QJsonDocument(payload).toJson(QJsonDocument::Compact));
    }
    [[nodiscard]] QByteArray file(
        const QByteArray &payload, const QByteArray &context = updateSigningContext())
    {
        QByteArray message = context + payload;
        QByteArray signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(raw(signature), nullptr, raw(message),
            static_cast<unsigned long long>(message.size()), raw(m_secret));
        return envelope(payload, signature);
    }
    [[nodiscard]] static QByteArray envelope(const QByteArray &payload, const QByteArray &signature)
    {
        return QJsonDocument(QJsonObject{{QStringLiteral("payload"), QString::fromLatin1(payload.toBase64())},
                                 {QStringLiteral("signature"), QString::fromLatin1(signature.toBase64())}})
            .toJson(QJsonDocument::Compact);
    }

private:
    static unsigned char *raw(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }

    QByteArray m_public{crypto_sign_PUBLICKEYBYTES, '\0'};
    QByteArray m_secret{crypto_sign_SECRETKEYBYTES, '\0'};
};
