// SPDX-License-Identifier: MIT
#include "net/authorityfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace {

/// Every certificate of a whole operating system is a quarter of this.
constexpr qint64 largestFile = 1024LL * 1024;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(AuthorityFile)
};

Error trouble(const QString &sentence)
{
    Error error;
    error.kind = Error::Kind::Tls;
    error.outcome = Error::Outcome::NotSent;
    error.technical = sentence;
    return error;
}

} // namespace

Result<QList<QSslCertificate>> readAuthorities(const QString &path)
{
    const QString name = QDir::toNativeSeparators(path);
    const QFileInfo info(path);
    if (!info.isAbsolute())
        return trouble(Words::tr("Enter the whole path of the CA file, from the top folder on."));
    if (!info.exists())
        return trouble(Words::tr("There is no file %1.").arg(name));
    QFile file(path);
    if (!info.isFile() || info.size() > largestFile)
        return trouble(Words::tr("%1 is no file of certificates.").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return trouble(Words::tr("The CA file %1 cannot be read: %2.").arg(name, file.errorString()));
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return trouble(Words::tr("There is no certificate in PEM form in %1.").arg(name));
    return certificates;
}
