// SPDX-License-Identifier: MIT
#include "session/credentialsources.h"

#include "providers/catalog.h"
#include "providers/toolfile.h"
#include "session/envfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace {

constexpr qint64 largestFile = 1024 * 1024; // bytes

Error sourceError(Error::Kind kind, const QString &sentence)
{
    Error error;
    error.kind = kind;
    error.outcome = Error::Outcome::NotSent;
    error.technical = sentence;
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}

struct SourceWords
{
    Q_DECLARE_TR_FUNCTIONS(CredentialSources)
};

/// Nothing but ordinary files: a pipe would block, a device has no end.
Result<QByteArray> sourceContent(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return sourceError(Error::Kind::Invalid, SourceWords::tr("%1 is no file.").arg(shown));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return sourceError(
            Error::Kind::Invalid, SourceWords::tr("%1 cannot be read: %2.").arg(shown, file.errorString()));
    QByteArray content = file.read(largestFile + 1);
    if (content.size() > largestFile) {
        wipe(content);
        return sourceError(Error::Kind::Invalid,
            SourceWords::tr("%1 is larger than such a file can be (1 MiB).").arg(shown));
    }
    return content;
}

Error cannotUse(const QString &name, const Error &why)
{
    if (why.kind == Error::Kind::NotFound)
        return sourceError(why.kind,
            SourceWords::tr("%1 holds no sign-in. Sign in with that tool first, or paste a token.")
                .arg(name));
    return sourceError(
        Error::Kind::Invalid, SourceWords::tr("%1 cannot be understood: %2.").arg(name, why.technical));
}

} // namespace

CredentialSources::Surroundings CredentialSources::thisComputer()
{
    return {[](const QString &name) { return qgetenv(name.toLocal8Bit().constData()); }, QDir::homePath()};
}

CredentialSources::CredentialSources(Surroundings surroundings)
    : m_surroundings(std::move(surroundings))
{ }

QString CredentialSources::toolFilePath(const QString &providerKey) const
{
    const auto info = providerInfo(providerKey);
    if (!info || info->toolFile.isEmpty())
        return {};
    return QDir(m_surroundings.home).filePath(info->toolFile);
}

QList<CredentialOrigin> CredentialSources::origins(const QString &providerKey) const
{
    QList<CredentialOrigin> there;
    const auto info = providerInfo(providerKey);
    if (!info)
        return there;
    for (const QString &name : info->tokenVariables) {
        QByteArray value = m_surroundings.variable(name);
        if (!value.isEmpty())
            there.append({CredentialOrigin::Kind::Variable, providerKey, name});
        wipe(value);
    }
    if (const QString path = toolFilePath(providerKey); !path.isEmpty() && QFileInfo::exists(path))
        there.append({CredentialOrigin::Kind::ToolFile, providerKey, QStringLiteral("~/") + info->toolFile});
    return there;
}

Result<FoundCredential> CredentialSources::read(const CredentialOrigin &origin) const
{
    FoundCredential found;
    found.providerKey = origin.providerKey;
    found.origin = origin.name;
    if (origin.kind == CredentialOrigin::Kind::Variable) {
        found.credential = cleanCredential(Secret(m_surroundings.variable(origin.name)));
        if (found.credential.isEmpty())
            return sourceError(Error::Kind::NotFound, tr("The variable %1 is empty.").arg(origin.name));
        return found;
    }
    Result<QByteArray> content = sourceContent(toolFilePath(origin.providerKey));
    if (!content)
        return std::move(content).error();
    Result<ToolSignIn> signIn = readToolFile(origin.providerKey, std::move(content).value());
    if (!signIn)
        return cannotUse(origin.name, signIn.error());
    found.credential = cleanCredential(std::move(signIn.value().credential));
    found.organizationId = signIn.value().organizationId;
    found.workspaceIds = signIn.value().workspaceIds;
    return found;
}

Result<std::vector<FoundCredential>> CredentialSources::readEnvFile(const QString &path)
{
    Result<QByteArray> content = sourceContent(path);
    if (!content)
        return std::move(content).error();
    const QString shown = QDir::toNativeSeparators(path);
    std::vector<FoundCredential> found;
    QStringList all;
    const QList<ProviderInfo> catalog = providerCatalog();
    for (const ProviderInfo &info : catalog)
        all += info.tokenVariables;
    auto assignments = EnvFile::read(content.value(), all);
    wipe(content.value());
    if (!assignments)
        return cannotUse(shown, assignments.error());
    for (const ProviderInfo &info : catalog) {
        for (EnvFile::Assignment &one : assignments.value()) {
            if (info.tokenVariables.contains(one.name))
                found.push_back({info.key, one.name, cleanCredential(std::move(one.value)), {}, {}});
        }
    }
    if (found.empty())
        return sourceError(Error::Kind::NotFound,
            tr("%1 sets none of these: %2.").arg(shown, all.join(QStringLiteral(", "))));
    return found;
}
