// SPDX-License-Identifier: MIT
#include "core/finding.h"

QString findingName(Finding finding)
{
    switch (finding) {
    case Finding::NotDone:
        return QStringLiteral("not-done");
    case Finding::CreatedSecretLost:
        return QStringLiteral("created-secret-lost");
    case Finding::RotatedSecretLost:
        return QStringLiteral("rotated-secret-lost");
    case Finding::Done:
        return QStringLiteral("done");
    case Finding::Gone:
        return QStringLiteral("gone");
    case Finding::Ambiguous:
        return QStringLiteral("ambiguous");
    case Finding::SignInRefused:
        return QStringLiteral("sign-in-refused");
    case Finding::StillUnknown:
        return QStringLiteral("still-unknown");
    case Finding::HalfDone:
        return QStringLiteral("half-done");
    case Finding::SetAside:
        return QStringLiteral("set-aside");
    }
    return {};
}

std::optional<Finding> findingFromName(QStringView name)
{
    for (const Finding finding : {Finding::NotDone, Finding::CreatedSecretLost, Finding::RotatedSecretLost,
             Finding::Done, Finding::Gone, Finding::Ambiguous, Finding::SignInRefused, Finding::StillUnknown,
             Finding::HalfDone, Finding::SetAside}) {
        if (name == findingName(finding))
            return finding;
    }
    return {};
}

bool isConclusive(Finding finding)
{
    return finding != Finding::Ambiguous && finding != Finding::SignInRefused
        && finding != Finding::StillUnknown;
}
