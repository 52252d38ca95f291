// SPDX-License-Identifier: MIT
#include "net/tlstext.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QStringList>

namespace {

QString joinedNames(const QSslCertificate &certificate, bool isIssuer)
{
    QStringList names;
    for (const auto part : {QSslCertificate::CommonName, QSslCertificate::Organization})
        names += isIssuer ? certificate.issuerInfo(part) : certificate.subjectInfo(part);
    names.removeAll(QString());
    names.removeDuplicates();
    return names.isEmpty() ? QCoreApplication::translate("TlsText", "unnamed")
                           : names.join(QStringLiteral(", "));
}

} // namespace

QString tlsText(const QList<QSslError> &errors, const QString &fallback)
{
    QStringList lines;
    for (const QSslError &error : errors) {
        const QSslCertificate certificate = error.certificate();
        QString line = error.errorString();
        if (!certificate.isNull())
            line = QCoreApplication::translate("TlsText", "%1 (certificate of %2, issued by %3)")
                       .arg(line, joinedNames(certificate, false), joinedNames(certificate, true));
        if (!lines.contains(line))
            lines += line;
    }
    return lines.isEmpty() ? fallback : lines.join(QStringLiteral("; "));
}
