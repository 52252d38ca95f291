// SPDX-License-Identifier: MIT
#include "cli/console.h"

#include "cli/output.h"
#include "cli/terminal.h"
#include "core/error.h"
#include "session/errortext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace {

void writeLine(const char *key, const QJsonValue &value)
{
    const QJsonObject object{{QLatin1String(key), value}};
    Output::error(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n');
}

QJsonArray fieldsJson(const QList<FieldError> &errors)
{
    QJsonArray fields;
    for (const FieldError &error : errors)
        fields.append(QJsonObject{{QStringLiteral("field"), error.field},
            {QStringLiteral("code"), error.code}, {QStringLiteral("message"), error.message}});
    return fields;
}

} // namespace

void Console::error(ExitCode code, const QString &sentence)
{
    clearProgress();
    if (!m_isJson) {
        Output::error(sentence + u'\n');
        return;
    }
    writeLine(
        "error", QJsonObject{{QStringLiteral("code"), int(code)}, {QStringLiteral("message"), sentence}});
}

void Console::error(ExitCode code, const Error &error, const ErrorText &text)
{
    clearProgress();
    if (!m_isJson) {
        Output::error(text);
        return;
    }
    QJsonObject object{{QStringLiteral("code"), int(code)}, {QStringLiteral("kind"), kindName(error.kind)},
        {QStringLiteral("outcome"), outcomeName(error.outcome)}, {QStringLiteral("message"), text.what},
        {QStringLiteral("meaning"), text.meaning}, {QStringLiteral("next"), text.next}};
    if (error.httpStatus > 0)
        object.insert(QStringLiteral("httpStatus"), error.httpStatus);
    if (!error.requestId.isEmpty())
        object.insert(QStringLiteral("requestId"), error.requestId);
    if (!error.technical.isEmpty())
        object.insert(QStringLiteral("technical"), error.technical);
    if (!error.fieldErrors.isEmpty())
        object.insert(QStringLiteral("fields"), fieldsJson(error.fieldErrors));
    writeLine("error", object);
}

void Console::note(const QString &sentence)
{
    clearProgress();
    if (m_isJson)
        writeLine("note", sentence);
    else
        Output::error(sentence + u'\n');
}

void Console::progress(const QString &text)
{
    if (m_isJson || !Terminal::isError())
        return;
    Output::error(QStringLiteral("\r\x1b[K") + Output::harmless(text));
    m_hasProgress = true;
}

void Console::clearProgress()
{
    if (m_hasProgress)
        Output::error(QStringLiteral("\r\x1b[K"));
    m_hasProgress = false;
}
