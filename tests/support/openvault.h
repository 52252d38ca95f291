// SPDX-License-Identifier: MIT
#pragma once

#include "core/background.h"
#include "store/passwordkeysource.h"
#include "store/profile.h"
#include "store/vault.h"

#include <QTest>

/// Makes the profile's vault, or unlocks it, with the same cheap password every time.
inline bool openVault(Profile &profile, Background &background)
{
    PasswordKeySource source(
        Secret(QByteArrayLiteral("correct horse")), background, PasswordKeySource::Cost::least());
    QObject owner;
    bool isDone = false;
    bool isOpen = false;
    JobOf<Nothing> *job = profile.vault().hasStoredKey() ? profile.vault().unlock(&owner, source)
                                                         : profile.vault().create(&owner, source);
    job->onFinished(&owner, [&](Result<Nothing> &&result) {
        isDone = true;
        isOpen = result.ok();
    });
    return QTest::qWaitFor([&isDone] { return isDone; }, 30'000) && isOpen;
}
