// SPDX-License-Identifier: MIT
#include "session/secrettext.h"

#include "providers/catalog.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace {

constexpr qsizetype longestName = 64;
/// An escape in JSON takes six characters at most, a quote in a shell four.
constexpr qsizetype longestEscape = 6;
const QString suffix = QStringLiteral("TOKEN");

bool isAsciiWord(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
}

/// Room for everything at once: an array that grows leaves its old memory behind unwiped.
QByteArray buffer(qsizetype valueSize, qsizetype more)
{
    QByteArray text;
    text.reserve(valueSize * longestEscape + more + 2);
    return text;
}

bool needsQuotes(QByteArrayView value)
{
    const QByteArrayView harmless = "_@%+=:,./-";
    return value.isEmpty() || !std::all_of(value.begin(), value.end(), [harmless](char c) {
        return isAsciiWord(QLatin1Char(c)) || harmless.contains(c);
    });
}

/// One word for a POSIX shell, whatever is in it.
void appendQuoted(QByteArray &line, QByteArrayView value)
{
    if (!needsQuotes(value)) {
        line.append(value);
        return;
    }
    line.append('\'');
    for (const char c : value) {
        if (c == '\'')
            line.append("'\\''");
        else
            line.append(c);
    }
    line.append('\'');
}

void appendJsonString(QByteArray &json, QByteArrayView utf8)
{
    constexpr char hex[] = "0123456789abcdef";
    json.append('"');
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            json.append('\\').append(c);
        else if (byte < 0x20)
            json.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 15]);
        else
            json.append(c);
    }
    json.append('"');
}

/// "Zürich" becomes "Zurich": what is left of a text when only ASCII letters and digits may stay.
QString asciiWords(const QString &text, QChar separator)
{
    QString words;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (isAsciiWord(c))
            words.append(c);
        else if (!c.isMark() && !words.isEmpty() && !words.endsWith(separator))
            words.append(separator);
        if (words.size() == longestName)
            break;
    }
    while (words.endsWith(separator))
        words.chop(1);
    return words;
}

QString variableFrom(const QString &name)
{
    QString variable = asciiWords(name, u'_').toUpper();
    if (!variable.isEmpty() && variable.front().isDigit())
        variable.prepend(suffix + u'_');
    // With this ending it is never one that a shell lives by, such as PATH.
    if (variable != suffix && !variable.endsWith(u'_' + suffix))
        variable.append(variable.isEmpty() ? QStringLiteral("API_") + suffix : u'_' + suffix);
    return variable;
}

QByteArray assignment(QByteArrayView before, const QString &variable, QByteArrayView value)
{
    const QByteArray name = variable.toUtf8();
    QByteArray line = buffer(value.size(), before.size() + name.size() + 1);
    line.append(before).append(name).append('=');
    appendQuoted(line, value);
    return line;
}

} // namespace

SecretText::SecretText(const Token &token, const Account &account)
    : m_token(token)
    , m_account(account)
{
    // What a person chose for the account's own credential says nothing about a token made with it.
    m_account.scheme = AuthScheme::Automatic;
}

Secret SecretText::write(Form form, const Secret &value, const QString &variable) const
{
    const QByteArrayView bytes = value.reveal();
    switch (form) {
    case Form::Value:
        break;
    case Form::Header: {
        QByteArray header = authorizationHeader(m_account, value);
        QByteArray line = buffer(header.size(), 16);
        line.append("Authorization: ").append(header);
        wipe(header);
        return Secret(std::move(line));
    }
    case Form::Export:
        return Secret(assignment("export ", variable, bytes));
    case Form::Assignment:
        return Secret(assignment("", variable, bytes));
    case Form::Json: {
        // Only what may be seen goes through Qt's JSON, whose copies nobody wipes.
        const QJsonObject facts{{QStringLiteral("name"), m_token.name}, {QStringLiteral("id"), m_token.id}};
        QByteArray object = QJsonDocument(facts).toJson(QJsonDocument::Compact);
        object.chop(1);
        QByteArray json = buffer(bytes.size(), object.size() + 16);
        json.append(object).append(",\"value\":");
        appendJsonString(json, bytes);
        json.append('}');
        return Secret(std::move(json));
    }
    }
    return value.duplicate();
}

Secret SecretText::withLineEnd(const Secret &text)
{
    QByteArray line;
    line.reserve(text.size() + 1);
    line.append(text.reveal()).append('\n');
    return Secret(std::move(line));
}

QStringList SecretText::variables() const
{
    QStringList names{variableFrom(m_token.name)};
    if (const auto info = providerInfo(m_account.providerKey); info && !info->tokenVariables.isEmpty())
        names.prepend(info->tokenVariables.constFirst());
    names.removeDuplicates();
    return names;
}

QString SecretText::fileName() const
{
    const QString words = asciiWords(m_token.name, u'-');
    return words.isEmpty() ? QStringLiteral("token") : words;
}
