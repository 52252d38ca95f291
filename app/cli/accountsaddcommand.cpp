// SPDX-License-Identifier: MIT
#include "cli/accountsaddcommand.h"

#include "cli/accountreader.h"
#include "cli/composition.h"
#include "cli/credentialsource.h"
#include "cli/options.h"
#include "cli/output.h"
#include "providers/catalog.h"
#include "session/accountcolours.h"
#include "session/accountrules.h"
#include "session/session.h"
#include "store/accountbook.h"

#include <QJsonDocument>

#include <memory>

namespace {

const QString optionProduction = QStringLiteral("production");
const QString optionEnvironment = QStringLiteral("environment");
const QString optionColour = QStringLiteral("colour");

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
            + QList<OptionSpec>{{optionProduction, {}, tr("Mark it as production in every question."), {}},
                {optionEnvironment, tr("word"),
                    tr("What it is used for, in a word of yours: \"staging\"; \"production\" marks it as "
                       "such."),
                    {}},
                {optionColour, tr("name"),
                    tr("The colour of its marks: %1; by its environment by default.")
                        .arg(accountColours().join(QStringLiteral(", "))),
                    accountColours()}}
            + Options::credential(),
        {QStringLiteral("tokenry-cli accounts add --provider qovery --name acme --organization ID "
                        "--credential-env QOVERY_API_TOKEN"),
            QStringLiteral("tokenry-cli accounts add --provider astronomer --name etl --organization ID "
                           "--environment staging --colour teal --proxy http://proxy.example:3128 "
                           "--credential-file FILE")},
        &CommandSpec::maker<AccountsAddCommand>};
}

QString AccountsAddCommand::complaint() const
{
    if (!line().isSet(Options::name))
        return tr("Give it a name: --name NAME.");
    if (!CredentialSource::isNamed(line()))
        return tr("Say where the credential comes from: --credential-stdin, --credential-env VARIABLE or "
                  "--credential-file FILE.");
    if (line().value(optionEnvironment).trimmed().size() > AccountRules::longestEnvironment)
        return tr("--environment: A word of at most %1 characters.").arg(AccountRules::longestEnvironment);
    const Account account = AccountReader::read(line());
    return AccountReader::sentences(AccountRules::check(account, providerInfo(account.providerKey), {}));
}

void AccountsAddCommand::run()
{
    Account account = AccountReader::read(line());
    account.environment = line().value(optionEnvironment).trimmed();
    account.colour = line().value(optionColour);
    account.isProduction = line().isSet(optionProduction)
        || account.environment.compare(QLatin1String("production"), Qt::CaseInsensitive) == 0;
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
