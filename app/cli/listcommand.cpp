// SPDX-License-Identifier: MIT
#include "cli/listcommand.h"

#include "cli/credentialsource.h"
#include "cli/output.h"
#include "cli/tokenlisttext.h"
#include "providers/catalog.h"
#include "session/accountrules.h"
#include "session/errortext.h"
#include "session/session.h"

#include <QFileInfo>

namespace {

const QString optionProvider = QStringLiteral("provider");
const QString optionUrl = QStringLiteral("base-url");
const QString optionOrganization = QStringLiteral("organization");
const QString optionWorkspace = QStringLiteral("workspace");
const QString optionScheme = QStringLiteral("scheme");
const QString optionCaFile = QStringLiteral("ca-file");
const QString optionStdin = QStringLiteral("credential-stdin");
const QString optionEnvironment = QStringLiteral("credential-env");
const QString optionJson = QStringLiteral("json");

} // namespace

ListCommand::ListCommand()
{
    declareOptions();
}

ListCommand::~ListCommand() = default;

void ListCommand::declareOptions()
{
    QStringList keys;
    const QList<ProviderInfo> catalog = providerCatalog();
    for (const ProviderInfo &info : catalog)
        keys.append(info.key);
    m_parser.setApplicationDescription(tr("Lists the tokens of one account; never their values."));
    m_parser.addHelpOption();
    m_parser.addOptions({
        {optionProvider, tr("The provider: %1.").arg(keys.join(QStringLiteral(", "))), tr("key")},
        {optionUrl, tr("The address of the service; the provider's public one by default."), tr("url")},
        {optionOrganization, tr("The organization's id."), tr("id")},
        {optionWorkspace, tr("A workspace's id instead of the organization's list; may be repeated."),
            tr("id")},
        {optionScheme, tr("The word before the credential: token or bearer; by its form by default."),
            tr("word")},
        {optionCaFile, tr("A PEM file with certificates to trust beside the system's."), tr("file")},
        {optionStdin, tr("Read the credential from standard input.")},
        {optionEnvironment, tr("Take the credential from this variable."), tr("variable")},
        {optionJson, tr("Print JSON instead of a table.")},
    });
}

std::optional<int> ListCommand::start(const QStringList &arguments, bool wantsJson)
{
    if (const QString complaint = CredentialSource::complaintAbout(arguments); !complaint.isEmpty()) {
        Output::error(complaint);
        return wrongUsage;
    }
    if (!m_parser.parse(QStringList(QStringLiteral("tokenry-cli list")) + arguments)) {
        Output::error(m_parser.errorText() + u'\n');
        return wrongUsage;
    }
    if (m_parser.isSet(QStringLiteral("help"))) {
        Output::data(m_parser.helpText());
        return done;
    }
    const Account account = readAccount();
    if (const QString problem = usageProblem(account); !problem.isEmpty()) {
        Output::error(problem);
        return wrongUsage;
    }
    Secret credential = readCredential();
    if (credential.isEmpty()) {
        Output::error(AccountRules::missingCredential().message + u'\n');
        return wrongUsage;
    }

    m_wantsJson = wantsJson || m_parser.isSet(optionJson);
    m_session =
        std::make_unique<Session>(account, std::move(credential), m_clock, m_safekeeper, m_background);
    connect(m_session.get(), &Session::stateChanged, this, &ListCommand::finishWhenListed);
    m_session->refresh();
    return {};
}

Account ListCommand::readAccount() const
{
    Account account;
    account.id = QStringLiteral("cli");
    account.providerKey = m_parser.value(optionProvider);
    account.organizationId = m_parser.value(optionOrganization);
    account.workspaceIds = m_parser.values(optionWorkspace);
    account.name = account.organizationId;
    const auto info = providerInfo(account.providerKey);
    if (m_parser.isSet(optionUrl))
        account.baseUrl = QUrl(m_parser.value(optionUrl), QUrl::StrictMode);
    else if (info)
        account.baseUrl = info->baseUrl;
    const QString scheme = m_parser.value(optionScheme).toLower();
    if (scheme == QLatin1String("token"))
        account.scheme = AuthScheme::Token;
    else if (scheme == QLatin1String("bearer"))
        account.scheme = AuthScheme::Bearer;
    if (m_parser.isSet(optionCaFile))
        account.caFile = QFileInfo(m_parser.value(optionCaFile)).absoluteFilePath();
    return AccountRules::normalized(account);
}

QString ListCommand::usageProblem(const Account &account) const
{
    if (!m_parser.positionalArguments().isEmpty())
        return tr("Unexpected argument “%1”.").arg(m_parser.positionalArguments().constFirst()) + u'\n';
    if (m_parser.isSet(optionScheme) && account.scheme == AuthScheme::Automatic)
        return tr("--scheme takes token or bearer.") + u'\n';
    if (m_parser.isSet(optionStdin) == m_parser.isSet(optionEnvironment))
        return tr("Say where the credential comes from: --credential-stdin or --credential-env VARIABLE.")
            + u'\n';
    QString problem;
    const QList<FieldError> wrong = AccountRules::check(account, providerInfo(account.providerKey), {});
    for (const FieldError &field : wrong) {
        // The name is made of the organization here, so it has nothing to say of its own.
        if (field.field != QLatin1String("name"))
            problem += QStringLiteral("%1: %2\n").arg(field.field, field.message);
    }
    return problem;
}

Secret ListCommand::readCredential() const
{
    return m_parser.isSet(optionStdin) ? CredentialSource::fromStandardInput()
                                       : CredentialSource::fromEnvironment(m_parser.value(optionEnvironment));
}

void ListCommand::finishWhenListed()
{
    const Session::State state = m_session->state();
    if (state == Session::State::Loading)
        return;
    if (const auto error = m_session->error())
        Output::error(describeError(*error, Verb::List, {}, m_session->account()));
    if (state == Session::State::Failed || state == Session::State::NeedsCredential) {
        QCoreApplication::exit(failed);
        return;
    }
    const TokenListText text(*m_session, m_clock.nowUtc());
    Output::data(m_wantsJson ? text.json() : text.table());
    QCoreApplication::exit(state == Session::State::Ready ? done : incomplete);
}
