// SPDX-License-Identifier: MIT
#include "ui/listingtrouble.h"

#include "session/errortext.h"
#include "session/generationtext.h"
#include "session/session.h"

#include <QCoreApplication>
#include <QLocale>

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ListingTrouble)
};

/// "Its rows are from 12:03.", or nothing when there are none.
QString ageOfRows(const Session &session)
{
    if (!session.listedAt().isValid() || !session.hasTokens())
        return {};
    const QDateTime listed = session.listedAt().toLocalTime();
    const QLocale locale;
    const bool isToday = listed.date() == QDate::currentDate();
    return Words::tr("Its rows are from %1.")
        .arg(isToday ? locale.toString(listed.time(), QLocale::ShortFormat)
                     : locale.toString(listed, QLocale::ShortFormat));
}

QString joined(QStringList sentences)
{
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

ErrorText errorOf(const Session &session)
{
    return describeError(session.error().value_or(Error{}), Verb::List, {}, session.account());
}

} // namespace

ListingTrouble listingTrouble(const QList<Session *> &sessions)
{
    ListingTrouble trouble;
    QStringList failedNames;
    QStringList lockedNames;
    QStringList details;
    QString onlyFailure;
    QString refusedId;
    QString wayId;
    ListingTrouble moved;
    for (const Session *session : sessions) {
        const Account &account = session->account();
        if (session->state() == Session::State::NeedsCredential) {
            trouble.lockedAccountIds.append(account.id);
            lockedNames.append(account.name);
        } else if (session->state() == Session::State::Failed
            || session->state() == Session::State::Incomplete) {
            const ErrorText text = errorOf(*session);
            trouble.failedAccountIds.append(account.id);
            failedNames.append(account.name);
            details.append(text.details);
            if (session->error() && session->error()->kind == Error::Kind::Auth)
                refusedId = account.id;
            if (session->error() && session->error()->kind == Error::Kind::Proxy)
                wayId = account.id;
            moved.otherGeneration = GenerationText::offerAfter(session->error().value_or(Error{}), account);
            moved.otherGenerationAct = GenerationText::act(moved.otherGeneration, account);
            moved.movedAccountId = account.id;
            onlyFailure = joined({text.what, ageOfRows(*session), text.next});
        }
    }
    const QString separator = Words::tr(", ");
    if (failedNames.size() == 1) {
        trouble.text = onlyFailure;
        trouble.refusedAccountId = refusedId;
        trouble.wayAccountId = wayId;
        if (!moved.otherGeneration.isEmpty()) {
            trouble.movedAccountId = moved.movedAccountId;
            trouble.otherGeneration = moved.otherGeneration;
            trouble.otherGenerationAct = moved.otherGenerationAct;
        }
    } else if (failedNames.size() > 1)
        trouble.text =
            Words::tr("%n accounts could not be listed completely: %1.", nullptr, int(failedNames.size()))
                .arg(failedNames.join(separator));
    else if (lockedNames.size() == 1)
        trouble.text =
            Words::tr("%1 waits for its credential, which is kept in memory only.").arg(lockedNames.first());
    else if (lockedNames.size() > 1)
        trouble.text = Words::tr("%n accounts wait for their credentials, which are kept in memory only: %1.",
            nullptr, int(lockedNames.size()))
                           .arg(lockedNames.join(separator));
    trouble.details = details.join(QStringLiteral("\n\n"));
    return trouble;
}
