// SPDX-License-Identifier: MIT
#include "cli/accountsaddcommand.h"

#include "cli/accountreader.h"
#include "cli/composition.h"
#include "cli/credentialsource.h"
#include "cli/options.h"
#include "cli/output.h"
#include "providers/catalog.h"
#include "session/accountrules.h"
#include "session/session.h"
#include "store/accountbook.h"

#include <QJsonDocument>

#include <memory>

namespace {

const QString optionProduction = QStringLiteral("production");

} // namespace

AccountsAddCommand::AccountsAddCommand()
    : ProfileCommand(VaultUse::Keeps)
{ }

CommandSpec AccountsAddCommand::spec()
{
    return {QStringLiteral("accounts add"),
        tr("Remembers an account; its credential goes into the vault. Nothing is sent: see accounts test."),
        {}, false,
        QList<OptionSpec>{{Options::name, tr("name"), tr("Your own word for it."), {}}}
            + Options::accountFacts()
            + QList<OptionSpec>{{optionProduction, {}, tr("Mark it as production in every question."), {}}}
            + Options::credential(),
        {QStringLiteral("tokenry-cli accounts add --provider qovery --name acme --organization ID "
                        "--credential-env QOVERY_API_TOKEN")},
        &CommandSpec::maker<AccountsAddCommand>};
}

QString AccountsAddCommand::complaint() const
{
    if (!line().isSet(Options::name))
        return tr("Give it a name: --name NAME.");
    if (!CredentialSource::isNamed(line()))
        return tr("Say where the credential comes from: --credential-stdin, --credential-env VARIABLE or "
                  "--credential-file FILE.");
    const Account account = AccountReader::read(line());
    return AccountReader::sentences(AccountRules::check(account, providerInfo(account.providerKey), {}));
}

void AccountsAddCommand::run()
{
    Account account = AccountReader::read(line());
    account.isProduction = line().isSet(optionProduction);
    const Result<QList<Account>> others = desk().profile().accounts().load();
    if (!others) {
        failVault(others.error());
        return;
    }
    const QList<FieldError> wrong =
        AccountRules::check(account, providerInfo(account.providerKey), others.value());
    QString problem = AccountReader::sentences(wrong);
    if (!problem.isEmpty()) {
        fail(ExitFailed, problem);
        return;
    }
    Secret credential = CredentialSource::read(line(), problem);
    Secret proxyPassword =
        problem.isEmpty() ? CredentialSource::readProxyPassword(line(), problem) : Secret();
    if (credential.isEmpty() || !problem.isEmpty())
        fail(ExitUsage, problem.isEmpty() ? tr("The credential is empty.") : problem);
    else
        add(account, std::move(credential), std::move(proxyPassword));
}

void AccountsAddCommand::add(const Account &account, Secret credential, Secret proxyPassword)
{
    const auto trouble = std::make_shared<std::optional<Error>>();
    connect(&desk().sessions(), &Sessions::bookFailed, this,
        [trouble](const Error &error) { trouble->emplace(error); });
    const Session *session = desk().sessions().add(
        account, std::move(credential), std::move(proxyPassword), Sessions::FirstListing::Later);
    if (*trouble) {
        // Half of an account, without its credential, helps nobody.
        desk().sessions().remove(session->account().id);
        failVault(**trouble);
        return;
    }
    if (console().isJson())
        Output::data(
            QJsonDocument(AccountReader::json(session->account())).toJson(QJsonDocument::Compact) + '\n');
    else
        console().note(tr("“%1” is remembered.").arg(Output::harmless(session->account().name)));
    finish(ExitOk);
}
