// SPDX-License-Identifier: MIT
#include "cli/secretdelivery.h"

#include "cli/commandline.h"
#include "cli/options.h"
#include "cli/output.h"
#include "session/safekeeper.h"
#include "session/secretfile.h"
#include "session/secrettext.h"

#include <QFileInfo>
#include <QJsonDocument>

namespace {

/// What is in the file, compared with the value.
bool holds(const QString &path, const Secret &value)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return false;
    QByteArray bytes = file.read(value.size() + 2);
    const bool isSame = bytes.size() == value.size() + 1 && bytes.endsWith('\n')
        && QByteArrayView(bytes).first(value.size()) == value.reveal();
    wipe(bytes);
    return isSame;
}

/// As it stands between quotation marks in JSON.
QByteArray escaped(const Secret &value)
{
    QByteArray text;
    text.reserve(value.size() * 6); // never grown, so that no old buffer stays behind
    for (const char c : value.reveal()) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr char digits[] = "0123456789abcdef";
            text += "\\u00";
            text += digits[c >> 4];
            text += digits[c & 15];
        } else {
            text += c;
        }
    }
    return text;
}

} // namespace

SecretDelivery::SecretDelivery(const CommandLine &line, bool printsByDefault)
    : m_file(line.value(Options::secretFile))
    , m_prints(line.isSet(Options::secretStdout) || (printsByDefault && !line.isSet(Options::secretFile)))
    , m_replaces(line.isSet(Options::force))
    , m_isTwofold(line.isSet(Options::secretStdout) && line.isSet(Options::secretFile))
{ }

QString SecretDelivery::complaint() const
{
    if (m_isTwofold)
        return tr("Choose: --secret-file or --secret-stdout.");
    if (m_file.isEmpty())
        return {};
    const QFileInfo file(m_file);
    if (!QFileInfo(file.absolutePath()).isDir())
        return tr("There is no directory %1.").arg(file.absolutePath());
    if ((file.exists() || file.isSymLink()) && !m_replaces)
        return tr("%1 exists; --force replaces it.").arg(m_file);
    return {};
}

QString SecretDelivery::writeFile(const Secret &value) const
{
    // The file is the owner's alone from its first byte on; who may list its folder is the person's business.
    SecretFile::Concerns accepted = SecretFile::SharedFolder;
    accepted.setFlag(SecretFile::Exists, m_replaces);
    const QString problem = SecretFile::write(m_file, SecretText::withLineEnd(value), accepted);
    if (!problem.isEmpty() || holds(m_file, value))
        return problem;
    return tr("What is in the file now is not what was written.");
}

bool SecretDelivery::print(const Secret &value, const QJsonObject &facts, bool isJson)
{
    if (!isJson)
        return Output::secret(value.reveal()) && Output::data(QByteArrayLiteral("\n"));
    QByteArray head = QJsonDocument(facts).toJson(QJsonDocument::Compact);
    head.chop(1);
    QByteArray text = escaped(value);
    const bool isPrinted = Output::data(head + ",\"secret\":\"") && Output::secret(text)
        && Output::data(QByteArrayLiteral("\"}\n"));
    wipe(text);
    return isPrinted;
}

void SecretDelivery::tell(const QJsonObject &facts, Console &console, bool isOutputTaken)
{
    if (console.isJson()) {
        if (!isOutputTaken)
            Output::data(QJsonDocument(facts).toJson(QJsonDocument::Compact) + '\n');
        return;
    }
    QString text;
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        text += fact.key().leftJustified(11) + Output::harmless(fact.value().toString()) + u'\n';
    if (isOutputTaken)
        Output::error(text);
    else
        Output::data(text);
}

ExitCode SecretDelivery::deliver(
    Safekeeper &safekeeper, const QString &id, QJsonObject facts, Console &console) const
{
    const QString kept = QStringLiteral("value");
    const auto entry = safekeeper.find(id);
    // A value that is nowhere but in this process must leave it, whatever was asked for.
    const bool isEndangered = !entry || !entry->isDurable;
    const Secret *value = hasTarget() || isEndangered ? safekeeper.secret(id) : nullptr;
    if (!value) {
        if (hasTarget() || isEndangered) {
            console.error(
                ExitFailed, tr("The value “%1” is not there, or the vault does not show it.").arg(id));
            return ExitFailed;
        }
        facts.insert(kept, QStringLiteral("vault"));
        tell(facts, console, false);
        console.note(tr("Its value waits in the vault: tokenry-cli secrets show %1").arg(id));
        return ExitOk;
    }
    ExitCode code = ExitOk;
    if (!m_file.isEmpty()) {
        safekeeper.markShown(id);
        const QString problem = writeFile(*value);
        if (problem.isEmpty()) {
            facts.insert(kept, QStringLiteral("file"));
            facts.insert(QStringLiteral("file"), m_file);
            tell(facts, console, false);
            if (!safekeeper.confirmStored(id))
                console.note(tr("The vault still holds a copy: tokenry-cli secrets confirm %1").arg(id));
            return ExitOk;
        }
        code = ExitFailed;
        console.error(code, problem);
        if (!isEndangered) {
            console.note(tr("It waits in the vault: tokenry-cli secrets show %1").arg(id));
            return code;
        }
    }
    if (isEndangered)
        console.note(tr("The value is kept nowhere but in what is printed now: store it."));
    safekeeper.markShown(id);
    facts.insert(kept, QStringLiteral("stdout"));
    if (!console.isJson())
        tell(facts, console, true);
    if (!print(*value, facts, console.isJson())) {
        console.error(ExitFailed, tr("Nobody took the value from standard output."));
        if (!isEndangered)
            console.note(tr("It waits in the vault: tokenry-cli secrets show %1").arg(id));
        return ExitFailed;
    }
    if (!isEndangered)
        console.note(tr("It waits in the vault until tokenry-cli secrets confirm %1").arg(id));
    return code;
}
