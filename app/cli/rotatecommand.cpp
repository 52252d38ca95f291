// SPDX-License-Identifier: MIT
#include "cli/rotatecommand.h"

#include "cli/options.h"
#include "cli/output.h"
#include "session/selfrotationtext.h"

RotateCommand::RotateCommand() = default;

CommandSpec RotateCommand::spec()
{
    return {QStringLiteral("rotate"),
        tr("Gives a token a new value; the old one is dead at once. The new one waits in the vault until it "
           "is "
           "shown and confirmed, unless it is wanted in a file or on standard output. The token that the "
           "account itself signs in with is rotated too: its new value becomes the account's credential."),
        tr("TOKEN"), true,
        QList<OptionSpec>{{Options::workspace, tr("id"), tr("Only the list of this workspace."), {}}}
            + Options::secretTarget() + Options::changing(),
        {QStringLiteral("tokenry-cli rotate nightly --account acme --yes --secret-file nightly.token")},
        &CommandSpec::maker<RotateCommand>};
}

void RotateCommand::prepare()
{
    const auto token = findToken();
    if (!token)
        return;
    const Verdict verdict = session().verbs(*token).rotate;
    if (!verdict.possible) {
        fail(ExitFailed, verdict.reason);
        return;
    }
    if (session().ownToken().is(token->id)) {
        const QStringList plan = SelfRotationText::plan(session().account().name);
        for (const QString &sentence : plan)
            console().note(Output::harmless(sentence));
    }
    if (confirms(tr("Rotate the token “%1” (%2); its old value dies at once").arg(token->name, token->id)))
        followIssue(session().rotateToken(this, token->key()), Verb::Rotate, token->name);
}
