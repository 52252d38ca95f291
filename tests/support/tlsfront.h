// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

/// Puts TLS before a plain server on the loopback, as a gateway does: with a certificate that only those
/// trust who trust the tests' own authority. Thread: the test's.
class TlsFront final : public QTcpServer
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TlsFront)

public:
    enum class Certificate {
        Loopback, ///< for 127.0.0.1, issued by the authority
        Elsewhere, ///< for elsewhere.test, issued by the authority; reached through a proxy
        SelfSigned, ///< for 127.0.0.1, issued by nobody
    };

    /// `port`: of the plain server.
    explicit TlsFront(
        quint16 port, Certificate certificate = Certificate::Loopback, QObject *parent = nullptr);

    /// The same path at this front: "https://127.0.0.1:…/v1", with Elsewhere "https://elsewhere.test/v1".
    [[nodiscard]] QUrl url(const QUrl &plain) const;
    /// The authority's certificate in PEM, for a CA file.
    [[nodiscard]] static QByteArray authority();
    /// Writes it to a file; false when that cannot be.
    [[nodiscard]] static bool writeAuthority(const QString &path);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    quint16 m_port;
    Certificate m_certificate;
    QSslConfiguration m_tls;
};
