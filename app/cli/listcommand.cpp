// SPDX-License-Identifier: MIT
#include "cli/listcommand.h"

#include "cli/composition.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/tokenlisttext.h"
#include "session/session.h"

#include <algorithm>

ListCommand::ListCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec ListCommand::spec()
{
    return {QStringLiteral("list"), tr("Lists the tokens of all accounts, or of one; never their values."),
        {}, false, Options::reading(),
        {QStringLiteral("tokenry-cli list"),
            QStringLiteral("tokenry-cli --json list --provider astronomer --organization ID "
                           "--credential-stdin < file")},
        &CommandSpec::maker<ListCommand>};
}

void ListCommand::listed()
{
    const ExitCode trouble = tellListingTrouble();
    const QList<Session *> all = sessions();
    const bool hasAny = std::any_of(all.cbegin(), all.cend(), [](const Session *session) {
        return session->state() == Session::State::Ready || session->hasTokens();
    });
    if (all.isEmpty())
        console().note(tr("This profile has no account. See tokenry-cli accounts add --help."));
    if (hasAny || all.isEmpty()) {
        const TokenListText text(TokenRow::allOf(all), all, desk().clock().nowUtc());
        Output::data(console().isJson() ? text.json() : text.table());
    }
    finish(trouble);
}
