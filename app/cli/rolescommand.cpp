// SPDX-License-Identifier: MIT
#include "cli/rolescommand.h"

#include "cli/options.h"
#include "cli/output.h"
#include "cli/tabletext.h"
#include "session/errortext.h"
#include "session/session.h"

#include <QJsonDocument>
#include <QJsonObject>

RolesCommand::RolesCommand()
    : SessionCommand(VaultUse::Reads)
{ }

CommandSpec RolesCommand::spec()
{
    return {QStringLiteral("roles"), tr("Lists the roles a token of an account can have."), {}, false,
        Options::reading(), {QStringLiteral("tokenry-cli roles --account acme")},
        &CommandSpec::maker<RolesCommand>};
}

void RolesCommand::listed()
{
    Session *session = sessions().first();
    const QList<TokenPlace> places = session->places();
    m_awaited = int(places.size());
    for (const TokenPlace &place : places) {
        session->listRoles(this, place)->onFinished(this, [this, place](Result<QList<RoleChoice>> &&result) {
            if (isFinished())
                return;
            if (result) {
                take(place, result.value());
                return;
            }
            const ExitCode code = exitCodeOf(result.error());
            console().error(code, result.error(),
                describeError(result.error(), Verb::ListRoles, {}, sessions().first()->account()));
            finish(code);
        });
    }
}

void RolesCommand::take(const TokenPlace &place, const QList<RoleChoice> &roles)
{
    for (const RoleChoice &role : roles) {
        m_rows.append(
            {role.name, role.label, place.workspaceId, role.isAdministrative ? tr("yes") : QString()});
        m_json.append(QJsonObject{{QStringLiteral("id"), role.id}, {QStringLiteral("role"), role.name},
            {QStringLiteral("label"), role.label}, {QStringLiteral("workspaceId"), place.workspaceId},
            {QStringLiteral("administrative"), role.isAdministrative},
            {QStringLiteral("description"), role.description}});
    }
    if (--m_awaited == 0)
        print();
}

void RolesCommand::print()
{
    if (console().isJson())
        Output::data(QJsonDocument(m_json).toJson(QJsonDocument::Indented));
    else
        Output::data(tableText(
            QList<QStringList>{{tr("ROLE"), tr("MEANING"), tr("WORKSPACE"), tr("ADMIN")}} + m_rows));
    finish(ExitOk);
}
