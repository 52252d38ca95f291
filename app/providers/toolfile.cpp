// SPDX-License-Identifier: MIT
#include "providers/toolfile.h"

#include "core/notsent.h"
#include "providers/jsonreader.h"
#include "providers/yamlscalar.h"

#include <QHash>
#include <QJsonDocument>

namespace {

Error noSignIn()
{
    return notSentError(Error::Kind::NotFound, QStringLiteral("it holds no sign-in"));
}

Result<ToolSignIn> readQoveryContext(QByteArray &content)
{
    ToolSignIn found;
    found.credential = JsonReader::takeSecret(content, QByteArrayLiteral("access_token"));
    (void)JsonReader::takeSecret(content, QByteArrayLiteral("refresh_token"));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(content, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto line =
            QByteArrayView(content).first(qMin<qsizetype>(problem.offset, content.size())).count('\n');
        return notSentError(
            Error::Kind::Invalid, QStringLiteral("line %1: %2").arg(line + 1).arg(problem.errorString()));
    }
    if (!document.isObject())
        return notSentError(Error::Kind::Invalid, QStringLiteral("line 1: no JSON object"));
    if (found.credential.isEmpty())
        return noSignIn();
    found.organizationId = JsonReader::text(document.object(), QLatin1String("organization_id"));
    return found;
}

/// The facts of one context of Astronomer's tool.
using AstroContext = QHash<QByteArray, YamlScalar>;

Result<QString> contextText(const AstroContext &context, const QByteArray &key)
{
    if (!context.contains(key))
        return QString();
    Result<QByteArray> value = context.value(key).value();
    if (!value)
        return std::move(value).error();
    return QString::fromUtf8(value.value());
}

Result<ToolSignIn> readAstroContext(const AstroContext &context)
{
    if (!context.contains("token"))
        return noSignIn();
    Result<QByteArray> token = context.value("token").value();
    if (!token)
        return std::move(token).error();
    if (token.value().isEmpty())
        return noSignIn();
    ToolSignIn found;
    found.credential = Secret(std::move(token).value());
    const Result<QString> organization = contextText(context, "organization");
    const Result<QString> workspace = contextText(context, "workspace");
    if (!organization)
        return organization.error();
    if (!workspace)
        return workspace.error();
    found.organizationId = organization.value();
    if (!workspace.value().isEmpty())
        found.workspaceIds = {workspace.value()};
    return found;
}

Result<ToolSignIn> readAstroConfig(QByteArrayView content)
{
    const Result<QList<YamlScalar>> scalars = YamlScalar::read(content);
    if (!scalars)
        return scalars.error();
    QByteArray current;
    QHash<QByteArray, AstroContext> contexts;
    for (const YamlScalar &scalar : scalars.value()) {
        if (scalar.path == QList<QByteArray>{"context"}) {
            Result<QByteArray> value = scalar.value();
            if (!value)
                return std::move(value).error();
            // A context's key is its domain with underscores, since a dot would be a path there.
            current = std::move(value).value().replace('.', '_');
        } else if (scalar.path.size() == 3 && scalar.path.constFirst() == "contexts") {
            contexts[scalar.path.at(1)].insert(scalar.path.at(2), scalar);
        }
    }
    if (contexts.size() == 1)
        current = contexts.constBegin().key();
    return contexts.contains(current) ? readAstroContext(contexts.value(current)) : noSignIn();
}

} // namespace

Result<ToolSignIn> readToolFile(const QString &providerKey, QByteArray &&content)
{
    QByteArray bytes = std::move(content);
    Result<ToolSignIn> found = notSentError(Error::Kind::Unsupported, QStringLiteral("no file is known"));
    if (providerKey == QLatin1String("qovery"))
        found = readQoveryContext(bytes);
    else if (providerKey == QLatin1String("astronomer"))
        found = readAstroConfig(bytes);
    wipe(bytes);
    return found;
}
