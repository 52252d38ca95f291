// SPDX-License-Identifier: MIT
#include "providers/precheck.h"

#include "core/notsent.h"

namespace {

qsizetype codePoints(const QString &text)
{
    qsizetype count = 0;
    for (const QChar c : text)
        count += c.isLowSurrogate() ? 0 : 1;
    return count;
}

bool isTooLong(const QString &text, int limit)
{
    return limit > 0 && codePoints(text) > limit;
}

} // namespace

Error PreCheck::invalid(const QString &field, const QString &code, const QString &message)
{
    Error error = notSentError(Error::Kind::Invalid, QStringLiteral("%1: %2").arg(field, code));
    error.fieldErrors.append({field, code, message});
    return error;
}

Error PreCheck::unsupported(const QString &reason)
{
    return notSentError(Error::Kind::Unsupported, reason);
}

Error PreCheck::beforeSending(Error error)
{
    error.outcome = Error::Outcome::NotSent;
    return error;
}

Error PreCheck::roleMissing()
{
    return invalid(QStringLiteral("role"), QStringLiteral("required"), tr("Choose a role."));
}

Error PreCheck::roleNotForPlace()
{
    return invalid(QStringLiteral("role"), QStringLiteral("scope"),
        tr("This role does not fit the place of the token. Choose another one."));
}

std::optional<Error> PreCheck::change(const TokenChange &change, const Capabilities &capabilities)
{
    if (change.name && change.name->trimmed().isEmpty())
        return invalid(QStringLiteral("name"), QStringLiteral("required"), tr("Enter a name."));
    if (change.name && isTooLong(*change.name, capabilities.maxNameLength)) {
        return invalid(QStringLiteral("name"), QStringLiteral("tooLong"),
            tr("The name is longer than %n character(s).", nullptr, capabilities.maxNameLength));
    }
    if (change.description && isTooLong(*change.description, capabilities.maxDescriptionLength)) {
        return invalid(QStringLiteral("description"), QStringLiteral("tooLong"),
            tr("The description is longer than %n character(s).", nullptr,
                capabilities.maxDescriptionLength));
    }
    return {};
}

std::optional<Error> PreCheck::policy(const QString &text, int limit)
{
    if (text.trimmed().isEmpty())
        return invalid(
            QStringLiteral("policyText"), QStringLiteral("required"), tr("Enter the policy's rules."));
    if (isTooLong(text, limit)) {
        return invalid(QStringLiteral("policyText"), QStringLiteral("tooLong"),
            tr("The policy is longer than %n character(s).", nullptr, limit));
    }
    return {};
}

std::optional<Error> PreCheck::draft(const TokenDraft &draft, const Capabilities &capabilities)
{
    TokenChange texts;
    texts.name = draft.name;
    texts.description = draft.description;
    if (auto error = change(texts, capabilities))
        return error;
    if (draft.role.id.isEmpty() && draft.role.name.isEmpty())
        return roleMissing();
    if (!draft.expiryDays)
        return {};
    // Dropping the lifetime silently would leave a person with a token that never ends.
    if (!capabilities.hasExpiry) {
        return invalid(QStringLiteral("expiryDays"), QStringLiteral("unsupported"),
            tr("This provider has no token lifetime. Create the token without one."));
    }
    if (*draft.expiryDays < 1 || *draft.expiryDays > capabilities.maxExpiryDays) {
        return invalid(QStringLiteral("expiryDays"), QStringLiteral("range"),
            tr("The lifetime must be 1 to %n day(s).", nullptr, capabilities.maxExpiryDays));
    }
    return {};
}
