// SPDX-License-Identifier: MIT
#include "answerinput.h"
#include "providers/astronomerv1json.h"
#include "providers/astronomerv1roles.h"

#include <QJsonArray>

namespace {

/// Every role that an edit does not name goes back as it came, whatever it is.
void requireUntouched(const QJsonArray &before, const QJsonArray &after, const QString &editedId)
{
    for (const auto role : before) {
        const QString id = role.toObject().value(QLatin1String("entityId")).toString();
        if (id.compare(editedId, Qt::CaseInsensitive) != 0)
            require(after.contains(role), "a role that is not edited stays");
    }
}

void editRoles(const HttpAnswer &answer, const Account &account, const TokenPlace &place, int choice)
{
    const auto current = AstronomerV1Json::readCurrent(answer, account, place, true);
    if (!current.ok())
        return;
    const QJsonArray &roles = current.value().roles;
    const QString id = roles.isEmpty() ? QStringLiteral("w")
                                       : roles.first().toObject().value(QLatin1String("entityId")).toString();
    const RoleEdit edit{choice & 16 ? EntityType::Workspace : EntityType::Deployment, id,
        choice & 32 ? QString() : QStringLiteral("X")};
    const auto edited = AstronomerV1Roles::edited(account, current.value().token, roles, {edit});
    if (edited.ok()) {
        require(!edited.value().isEmpty(), "a token keeps a role");
        requireUntouched(roles, edited.value(), id);
    }
    const QJsonArray rest = AstronomerV1Roles::without(roles, id);
    require(rest.size() + 1 >= roles.size(), "one role at most goes");
    requireUntouched(roles, rest, id);
}

void readRoles(const HttpAnswer &answer)
{
    const auto page = AstronomerV1Json::readRoles(answer);
    if (!page.ok())
        return;
    for (const AstronomerV1Json::ListedRole &role : page.value().entries)
        require(!role.id.isEmpty() && !role.name.isEmpty(), "every role has a name and an id");
    const auto choices = AstronomerV1Json::deploymentChoices(page.value().entries, QStringLiteral("w"));
    require(!choices.isEmpty() && choices.first().isAdministrative, "the built-in role is always offered");
}

} // namespace

/// First byte: which answer, and what is made of it; second: its content type; then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    const int choice = input.byte();
    const HttpAnswer answer = inventAnswer(input);
    Account account;
    account.organizationId = QStringLiteral("o");
    const TokenPlace place{choice & 64 ? QStringLiteral("workspace") : QString()};
    switch (choice % 3) {
    case 0: {
        const auto current = AstronomerV1Json::readCurrent(answer, account, place, false);
        if (current.ok())
            require(!current.value().token.name.isEmpty(), "what is changed has a name");
        break;
    }
    case 1:
        editRoles(answer, account, place, choice);
        break;
    default:
        readRoles(answer);
        break;
    }
    return 0;
}
