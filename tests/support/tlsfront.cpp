// SPDX-License-Identifier: MIT
#include "support/tlsfront.h"

#include "net/data/testcertificates.h"

#include <QFile>
#include <QHostAddress>
#include <QSslKey>
#include <QSslSocket>

namespace {

QSslConfiguration frontSide(const char *certificate, const char *key)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(QByteArray(certificate)));
    configuration.setPrivateKey(QSslKey(QByteArray(key), QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

QSslConfiguration frontSide(TlsFront::Certificate certificate)
{
    switch (certificate) {
    case TlsFront::Certificate::Loopback:
        return frontSide(testcertificates::trusted, testcertificates::trustedKey);
    case TlsFront::Certificate::Elsewhere:
        return frontSide(testcertificates::elsewhere, testcertificates::elsewhereKey);
    case TlsFront::Certificate::SelfSigned:
        break;
    }
    return frontSide(testcertificates::selfSigned, testcertificates::selfSignedKey);
}

} // namespace

TlsFront::TlsFront(quint16 port, Certificate certificate, QObject *parent)
    : QTcpServer(parent)
    , m_port(port)
    , m_certificate(certificate)
    , m_tls(frontSide(certificate))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("the loopback refuses to listen");
}

QUrl TlsFront::url(const QUrl &plain) const
{
    QUrl url = plain;
    url.setScheme(QStringLiteral("https"));
    if (m_certificate == Certificate::Elsewhere) {
        url.setHost(QStringLiteral("elsewhere.test"));
        url.setPort(-1);
    } else {
        url.setHost(QStringLiteral("127.0.0.1"));
        url.setPort(serverPort());
    }
    return url;
}

QByteArray TlsFront::authority()
{
    return QByteArray(testcertificates::authority);
}

bool TlsFront::writeAuthority(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(authority()) == authority().size();
}

void TlsFront::incomingConnection(qintptr descriptor)
{
    auto *secure = new QSslSocket(this);
    auto *plain = new QTcpSocket(secure);
    secure->setSslConfiguration(m_tls);
    secure->setSocketDescriptor(descriptor);
    connect(secure, &QSslSocket::encrypted, plain,
        [this, plain] { plain->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port); });
    connect(plain, &QTcpSocket::connected, secure, [plain, secure] { plain->write(secure->readAll()); });
    connect(secure, &QSslSocket::readyRead, plain, [plain, secure] {
        if (plain->state() == QAbstractSocket::ConnectedState)
            plain->write(secure->readAll());
    });
    connect(plain, &QTcpSocket::readyRead, secure, [plain, secure] { secure->write(plain->readAll()); });
    connect(plain, &QTcpSocket::disconnected, secure, [secure] { secure->disconnectFromHost(); });
    connect(secure, &QSslSocket::disconnected, secure, &QObject::deleteLater);
    secure->startServerEncryption();
}
