// SPDX-License-Identifier: MIT
#include "ui/confirmtext.h"

#include "core/account.h"
#include "core/expiry.h"
#include "session/session.h"
#include "ui/dialogtext.h"
#include "ui/tokentext.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

constexpr qsizetype comfortableLength = 64; ///< characters a person types without a mistake
constexpr qint64 recentDays = 7; ///< a token used within this time is probably in use

QString text(const char *source)
{
    return QCoreApplication::translate("ConfirmDialog", source);
}

bool isOnUsualKeys(QChar character)
{
    const QChar::Direction direction = character.direction();
    return character.isPrint() && !character.isSurrogate() && direction != QChar::DirR
        && direction != QChar::DirAL;
}

ConfirmFact lastUsedFact(const Session &session, const Token &token, const QDateTime &nowUtc)
{
    ConfirmFact fact;
    fact.label = text(QT_TRANSLATE_NOOP("ConfirmDialog", "Last used"));
    if (!session.capabilities().hasLastUsed || token.lastUsedAt.state() == Moment::State::NotProvided) {
        fact.value = text(
            QT_TRANSLATE_NOOP("ConfirmDialog", "The provider does not tell. It may be in use right now."));
        fact.isWarning = true;
        return fact;
    }
    fact.value = momentText(token.lastUsedAt, nowUtc, text(QT_TRANSLATE_NOOP("ConfirmDialog", "never used")));
    fact.isWarning =
        token.lastUsedAt.isKnown() && wholeDaysBetween(token.lastUsedAt.utc(), nowUtc) < recentDays;
    if (fact.isWarning)
        fact.value =
            text(QT_TRANSLATE_NOOP("ConfirmDialog", "%1: it is probably still in use")).arg(fact.value);
    return fact;
}

} // namespace

QStringList rotateConsequences()
{
    return {
        text(QT_TRANSLATE_NOOP("ConfirmDialog",
            "The old value stops working at once, everywhere. Whatever uses it fails until it has the new "
            "one.")),
        text(QT_TRANSLATE_NOOP("ConfirmDialog",
            "The new value is shown once, right after this. Have the places ready where it must go: secret "
            "stores, "
            "pipelines, colleagues.")),
    };
}

QStringList removalConsequences(RemovalKind kind, const QString &placeName)
{
    if (kind == RemovalKind::Detach) {
        return {
            text(QT_TRANSLATE_NOOP("ConfirmDialog",
                     "The token loses its rights in workspace %1. Whatever uses it there fails at once."))
                .arg(quotedName(placeName)),
            text(QT_TRANSLATE_NOOP("ConfirmDialog",
                "It is an organization token and is not deleted: it keeps its value and its other rights.")),
        };
    }
    return {
        text(QT_TRANSLATE_NOOP("ConfirmDialog",
            "The token stops working at once, everywhere, and is gone for good. It cannot be restored.")),
        text(QT_TRANSLATE_NOOP("ConfirmDialog", "Whatever uses it fails until it has another token.")),
    };
}

QList<ConfirmFact> confirmFacts(const Session &session, const Token &token, const QDateTime &nowUtc)
{
    const Account &account = session.account();
    const QString placeName = session.placeName(token.place());
    QList<ConfirmFact> facts;
    facts.append({text(QT_TRANSLATE_NOOP("ConfirmDialog", "Account")), account.name, false});
    facts.append({text(QT_TRANSLATE_NOOP("ConfirmDialog", "Organization")), account.organizationId, false});
    if (!token.place().isOrganization())
        facts.append({text(QT_TRANSLATE_NOOP("ConfirmDialog", "Workspace")), placeName, false});
    facts.append({text(QT_TRANSLATE_NOOP("ConfirmDialog", "Scope")),
        scopeText(token, placeName, session.homeName(token)), false});
    facts.append({text(QT_TRANSLATE_NOOP("ConfirmDialog", "Token id")), token.id, false});
    facts.append(lastUsedFact(session, token, nowUtc));
    return facts;
}

QString ownTokenConsequence(RemovalKind kind, const QString &accountName)
{
    const QString sentence = kind == RemovalKind::Delete
        ? text(QT_TRANSLATE_NOOP("ConfirmDialog",
            "Tokenry signs in to %1 with this token. It loses its access to the account at once, until you "
            "sign "
            "in with another token."))
        : text(QT_TRANSLATE_NOOP("ConfirmDialog",
            "Tokenry signs in to %1 with this token. It may lose its view of this workspace."));
    return sentence.arg(quotedName(accountName));
}

QString giveUpPhrase(const QString &accountName)
{
    return text(QT_TRANSLATE_NOOP("ConfirmDialog", "give up %1")).arg(singleLine(accountName).trimmed());
}

bool givesUp(const QString &typed, const QString &accountName, const Token &token)
{
    const QString answer = singleLine(typed).simplified().normalized(QString::NormalizationForm_C);
    const auto isSame = [&answer](const QString &phrase) {
        return answer.compare(
                   phrase.simplified().normalized(QString::NormalizationForm_C), Qt::CaseInsensitive)
            == 0;
    };
    const bool hasName = !singleLine(accountName).trimmed().isEmpty();
    return (hasName && isSame(giveUpPhrase(accountName)))
        || (isHardToType(accountName) && isSame(giveUpPhrase(idTail(token.id))));
}

bool isHardToType(const QString &name)
{
    const QString line = singleLine(name).trimmed();
    return line.isEmpty() || line.size() > comfortableLength || singleLine(name) != name
        || !std::all_of(line.cbegin(), line.cend(), isOnUsualKeys);
}

QString nameToType(const Token &token)
{
    return singleLine(token.name).trimmed();
}

bool isHardToType(const Token &token)
{
    return isHardToType(token.name);
}

bool isConfirmedBy(const QString &typed, const Token &token)
{
    const QString answer = singleLine(typed).trimmed().normalized(QString::NormalizationForm_C);
    if (answer.isEmpty())
        return false;
    if (answer == nameToType(token).normalized(QString::NormalizationForm_C))
        return true;
    return isHardToType(token) && answer == idTail(token.id);
}
