// SPDX-License-Identifier: MIT
#include "cli/activitycommand.h"

#include "cli/composition.h"
#include "cli/output.h"
#include "cli/tabletext.h"
#include "session/activitytext.h"
#include "session/operationtext.h"
#include "store/journal.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

const QString optionVerify = QStringLiteral("verify");
const QString optionFilter = QStringLiteral("filter");
const QString optionLimit = QStringLiteral("limit");
const QString optionExport = QStringLiteral("export");
constexpr int usualLimit = 50;

} // namespace

ActivityCommand::ActivityCommand()
    : ProfileCommand(VaultUse::None)
{ }

CommandSpec ActivityCommand::spec()
{
    return {QStringLiteral("activity"),
        tr("Shows what was done, newest first. With --verify it looks over the whole journal instead and "
           "ends with 3 "
           "when somebody changed it."),
        {}, false,
        {
            {optionVerify, {}, tr("Look whether the journal is as it was written."), {}},
            {optionFilter, tr("words"), tr("Only operations in which every word occurs somewhere."), {}},
            {optionLimit, tr("count"), tr("At most so many; 50 by default."), {}},
            {optionExport, tr("file"), tr("Write all that match into this file, .csv or .json."), {}},
        },
        {QStringLiteral("tokenry-cli activity --filter rotate"),
            QStringLiteral("tokenry-cli activity --verify")},
        &CommandSpec::maker<ActivityCommand>};
}

QString ActivityCommand::complaint() const
{
    bool isNumber = true;
    if (line().isSet(optionLimit) && (line().value(optionLimit).toInt(&isNumber) < 1 || !isNumber))
        return tr("--limit takes a whole number from 1.");
    const QString suffix = QFileInfo(line().value(optionExport)).suffix().toLower();
    if (line().isSet(optionExport) && suffix != QLatin1String("csv") && suffix != QLatin1String("json"))
        return tr("The file's name ends in .csv or .json.");
    if (line().isSet(optionVerify) && line().isSet(optionExport))
        return tr("Choose: --verify or --export.");
    return {};
}

void ActivityCommand::run()
{
    m_activity = std::make_unique<Activity>(desk().profile(), desk().clock());
    if (line().isSet(optionVerify))
        verify();
    else if (line().isSet(optionExport))
        exportFile();
    else
        read();
}

void ActivityCommand::verify()
{
    m_activity->verify(this)->onFinished(this, [this](Result<JournalCheck> &&result) {
        if (!result) {
            failVault(result.error());
            return;
        }
        const JournalCheck &check = result.value();
        if (console().isJson()) {
            const QJsonObject json{{QStringLiteral("sound"), check.isSound()},
                {QStringLiteral("soundEntries"), check.sound}, {QStringLiteral("damagedAt"), check.position}};
            Output::data(QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n');
        } else {
            Output::data(OperationText::check(check) + u'\n');
        }
        finish(check.isSound() ? ExitOk : ExitFinding);
    });
}

void ActivityCommand::exportFile()
{
    const QString path = line().value(optionExport);
    const bool isCsv = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
    m_activity
        ->exportTo(this, ActivityFilter(line().value(optionFilter)),
            isCsv ? ActivityFormat::Csv : ActivityFormat::Json, path)
        ->onFinished(this, [this](Result<qint64> &&result) {
            if (!result) {
                failVault(result.error());
                return;
            }
            console().note(tr("Operations written: %1").arg(result.value()));
            finish(ExitOk);
        });
}

void ActivityCommand::read()
{
    ActivityReader *reader = m_activity->reader(ActivityFilter(line().value(optionFilter)), this);
    connect(reader, &ActivityReader::found, this, &ActivityCommand::take);
    connect(reader, &ActivityReader::failed, this, [this](const Error &error) { failVault(error); });
    connect(reader, &ActivityReader::paused, this, &ActivityCommand::print);
    reader->want(line().isSet(optionLimit) ? line().value(optionLimit).toInt() : usualLimit);
}

void ActivityCommand::take(const QList<ActivityEntry> &entries)
{
    m_entries.append(entries);
}

void ActivityCommand::print()
{
    if (isFinished())
        return;
    const int limit = line().isSet(optionLimit) ? line().value(optionLimit).toInt() : usualLimit;
    m_entries = m_entries.first(std::min<qsizetype>(limit, m_entries.size()));
    if (console().isJson()) {
        const auto head = desk().profile().journal().head();
        if (!head) {
            failVault(head.error());
            return;
        }
        QByteArray text =
            ActivityText::jsonBegin(m_activity->nowUtc(), head.value().position, head.value().seal);
        for (qsizetype i = 0; i < m_entries.size(); ++i)
            text += ActivityText::jsonOperation(m_entries.at(i).operation, i == 0);
        Output::data(text + ActivityText::jsonEnd());
    } else {
        QList<QStringList> rows{
            {tr("WHEN"), tr("WHAT"), tr("TOKEN"), tr("ACCOUNT"), tr("OUTCOME"), tr("ID")}};
        for (const ActivityEntry &entry : std::as_const(m_entries)) {
            const JournalOperation &operation = entry.operation;
            rows.append({operation.begunAt().toUTC().toString(Qt::ISODate),
                OperationText::verb(operation.facts.verb), operation.facts.tokenName,
                operation.facts.accountName, entry.outcome.word, operation.id});
        }
        Output::data(tableText(rows));
    }
    finish(ExitOk);
}
