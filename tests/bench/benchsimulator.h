// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

inline constexpr int benchPatience = 60'000; // ms
inline constexpr int largestPage = 1000; // that Astronomer's service takes

inline double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values.at(values.size() / 2);
}

/// The simulator as a process of its own, so that it does not share our event loop.
class BenchSimulator final
{
public:
    /// So many more tokens in one organization, answers after so long (ms).
    [[nodiscard]] bool start(int tokens, int latency)
    {
        m_tokens = tokens;
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program(),
            {QStringLiteral("demo-server"), QStringLiteral("--until-stdin-closes"),
                QStringLiteral("--tokens"), QString::number(tokens), QStringLiteral("--latency"),
                QString::number(latency)});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(benchPatience)) { }
        const QJsonArray accounts =
            QJsonDocument::fromJson(m_process.readLine()).object().value(QLatin1String("accounts")).toArray();
        for (const QJsonValue candidate : accounts) {
            if (candidate.toObject().value(QLatin1String("provider")).toString()
                == QLatin1String("astronomer")) {
                read(candidate.toObject());
                return true;
            }
        }
        return false;
    }

    ~BenchSimulator()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(benchPatience);
    }
    BenchSimulator() = default;
    Q_DISABLE_COPY_MOVE(BenchSimulator)

    /// The built tokenry-cli.
    [[nodiscard]] static QString program()
    {
        const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/../bin");
        return QDir(qEnvironmentVariable("TOKENRY_BIN", beside)).filePath(QStringLiteral("tokenry-cli"));
    }

    [[nodiscard]] const Account &account() const { return m_account; }
    [[nodiscard]] const QByteArray &credential() const { return m_credential; }
    [[nodiscard]] QUrl pageUrl(qint64 offset, int limit) const
    {
        QUrl url = m_account.baseUrl;
        url.setPath(
            url.path() + QStringLiteral("/organizations/%1/api-tokens").arg(m_account.organizationId));
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("offset"), QString::number(offset));
        query.addQueryItem(QStringLiteral("limit"), QString::number(limit));
        query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("createdAt:asc"));
        query.addQueryItem(QStringLiteral("sorts"), QStringLiteral("id:asc"));
        url.setQuery(query);
        return url;
    }

    /// curl in one process, all pages known beforehand; -1 when it fails.
    [[nodiscard]] double curl(const QStringList &more) const
    {
        const QTemporaryDir folder;
        QFile config(folder.filePath(QStringLiteral("curl.conf")));
        if (!config.open(QIODevice::WriteOnly))
            return -1;
        // In a file, so that the credential is not an argument.
        config.write("header = \"Authorization: Bearer " + m_credential + "\"\n");
        config.write("fail\nsilent\nshow-error\nno-progress-meter\n");
        int page = 0;
        for (qint64 offset = 0; offset + 1 < m_tokens; offset += largestPage - 1) {
            config.write("url = \"" + pageUrl(offset, largestPage).toEncoded() + "\"\n");
            config.write("output = \"" + folder.filePath(QString::number(page++)).toUtf8() + "\"\n");
        }
        config.close();
        QElapsedTimer timer;
        timer.start();
        QProcess curl;
        curl.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        curl.start(QStringLiteral("curl"),
            QStringList{QStringLiteral("--noproxy"), QStringLiteral("*"), QStringLiteral("--config"),
                config.fileName(), QStringLiteral("--parallel")}
                + more);
        if (!curl.waitForFinished(benchPatience) || curl.exitCode() != 0)
            return -1;
        return double(timer.nsecsElapsed()) / 1e6;
    }

private:
    void read(const QJsonObject &facts)
    {
        m_account.id = QStringLiteral("bench");
        m_account.name = facts.value(QLatin1String("name")).toString();
        m_account.providerKey = QStringLiteral("astronomer");
        m_account.baseUrl = QUrl(facts.value(QLatin1String("baseUrl")).toString());
        m_account.organizationId = facts.value(QLatin1String("organization")).toString();
        m_credential = facts.value(QLatin1String("credential")).toString().toUtf8();
    }

    QProcess m_process;
    int m_tokens = 0;
    Account m_account;
    QByteArray m_credential;
};
