// SPDX-License-Identifier: MIT
#include "cli/sessioncommand.h"

#include "cli/accountreader.h"
#include "cli/composition.h"
#include "cli/credentialsource.h"
#include "cli/options.h"
#include "cli/output.h"
#include "providers/catalog.h"
#include "session/accountrules.h"
#include "session/errortext.h"
#include "session/session.h"
#include "store/accountbook.h"

#include <algorithm>

namespace {

bool isUnderWay(Session::State state)
{
    return state == Session::State::Loading || state == Session::State::Idle;
}

/// An account that was opened without its credential.
Error missingCredential(const QDateTime &now)
{
    Error error;
    error.kind = Error::Kind::Auth;
    error.when = now;
    return error;
}

} // namespace

SessionCommand::SessionCommand(VaultUse use)
    : ProfileCommand(use)
{ }

bool SessionCommand::isAdHoc() const
{
    return line().isSet(Options::provider);
}

QString SessionCommand::complaint() const
{
    const bool hasCredential = CredentialSource::isNamed(line());
    if (isAdHoc()) {
        if (!hasCredential)
            return tr("Say where the credential comes from: --credential-stdin, --credential-env VARIABLE or "
                      "--credential-file FILE.");
        const Account account = AccountReader::read(line());
        QList<FieldError> wrong = AccountRules::check(account, providerInfo(account.providerKey), {});
        // The name is made of the organization here, so it has nothing to say of its own.
        wrong.removeIf([](const FieldError &error) { return error.field == QLatin1String("name"); });
        return AccountReader::sentences(wrong);
    }
    if (line().isSet(Options::organization) || line().isSet(Options::baseUrl))
        return tr("An account on the command line begins with --provider.");
    if (CredentialSource::isProxyPasswordNamed(line()) && !hasCredential)
        return tr("The proxy's password of a remembered account is in the vault; one from elsewhere comes "
                  "with a credential from elsewhere.");
    const bool isVaultLeft = line().isSet(Options::noVault) || line().isSet(Options::memoryVault);
    if (isVaultLeft && !hasCredential)
        return tr("Without the vault a credential must come from elsewhere: --credential-stdin, "
                  "--credential-env VARIABLE or --credential-file FILE.");
    return {};
}

void SessionCommand::run()
{
    if (isAdHoc()) {
        openAdHoc();
        return;
    }
    Result<QList<Account>> accounts = desk().profile().accounts().load();
    if (!accounts) {
        failVault(accounts.error());
        return;
    }
    QList<Account> chosen = accounts.value();
    if (line().isSet(Options::account)) {
        const auto account = findAccount(line().value(Options::account));
        if (!account)
            return;
        chosen = {*account};
    }
    const bool isOneMeant = needsOneAccount() || CredentialSource::isNamed(line());
    if (isOneMeant && chosen.isEmpty())
        fail(ExitFailed, tr("This profile has no account. See tokenry-cli accounts add --help."));
    else if (isOneMeant && chosen.size() > 1)
        fail(ExitUsage, tr("There is more than one account: say which with --account NAME."));
    else
        openRemembered(chosen);
}

void SessionCommand::openAdHoc()
{
    QString problem;
    Secret credential = CredentialSource::read(line(), problem);
    if (credential.isEmpty()) {
        fail(ExitUsage, problem.isEmpty() ? tr("The credential is empty.") : problem);
        return;
    }
    Secret proxyPassword = CredentialSource::readProxyPassword(line(), problem);
    if (!problem.isEmpty()) {
        fail(ExitUsage, problem);
        return;
    }
    (void)desk().sessions().add(AccountReader::read(line()), std::move(credential), std::move(proxyPassword));
    watch();
}

void SessionCommand::openRemembered(const QList<Account> &accounts)
{
    if (isOffline()) {
        connect(&desk().sessions(), &Sessions::recalled, this, &SessionCommand::check);
        connect(&desk().sessions(), &Sessions::listingsDamaged, this, [this](const QStringList &accountIds) {
            for (const QString &id : accountIds) {
                if (const Session *session = desk().sessions().find(id))
                    console().note(tr("%1: the list that was kept was damaged and has been dropped.")
                                       .arg(Output::harmless(session->account().name)));
            }
        });
        desk().sessions().openOffline(accounts);
        check();
        return;
    }
    desk().sessions().openRemembered(accounts);
    if (CredentialSource::isNamed(line())) {
        QString problem;
        Secret credential = CredentialSource::read(line(), problem);
        if (credential.isEmpty()) {
            fail(ExitUsage, problem.isEmpty() ? tr("The credential is empty.") : problem);
            return;
        }
        Secret proxyPassword = CredentialSource::readProxyPassword(line(), problem);
        if (!problem.isEmpty()) {
            fail(ExitUsage, problem);
            return;
        }
        desk().sessions().signIn(accounts.first().id, std::move(credential), std::move(proxyPassword));
    }
    watch();
}

QList<Session *> SessionCommand::sessions()
{
    return desk().sessions().all();
}

void SessionCommand::watch()
{
    const QList<Session *> all = sessions();
    for (Session *session : all) {
        connect(session, &Session::stateChanged, this, &SessionCommand::check);
        connect(session, &Session::progressChanged, this, &SessionCommand::showProgress);
    }
    check();
}

void SessionCommand::check()
{
    const QList<Session *> all = sessions();
    const bool isReady = isOffline() ? !desk().sessions().isRecalling()
                                     : std::none_of(all.cbegin(), all.cend(),
                                         [](const Session *session) { return isUnderWay(session->state()); });
    if (!isReady || m_isListed || isFinished())
        return;
    m_isListed = true;
    console().clearProgress();
    listed();
}

void SessionCommand::showProgress()
{
    if (m_isListed)
        return;
    qint64 loaded = 0;
    qint64 total = 0;
    const QList<Session *> all = sessions();
    for (const Session *session : all) {
        loaded += session->progress().loaded;
        total += std::max(session->progress().total, session->progress().loaded);
    }
    console().progress(tr("%1 of %2 tokens listed").arg(loaded).arg(total));
}

ExitCode SessionCommand::tellListingTrouble()
{
    ExitCode worst = ExitOk;
    const QList<Session *> all = sessions();
    for (const Session *session : all) {
        if (session->state() == Session::State::Ready)
            continue;
        const Error error = session->error().value_or(missingCredential(desk().clock().nowUtc()));
        const ExitCode code = exitCodeOf(error);
        console().error(code, error, describeError(error, Verb::List, {}, session->account()));
        if (worst == ExitOk)
            worst = code;
    }
    return worst;
}
