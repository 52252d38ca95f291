// SPDX-License-Identifier: MIT
#pragma once

#include "core/account.h"

#include <QByteArray>
#include <QList>

struct DemoAccount;
struct Options;

/// One kind of account the tour shows, and what the service calls its operations.
struct TourKind
{
    QString label; ///< "Qovery organization"
    QString slug; ///< in the names of pictures
    Account account;
    QByteArray credential;
    QStringList roleWords; ///< the role to create with: the first entry with one of these
    QString otherRole; ///< the role to change to; empty = the provider has no change
    QString createOperation;
    QString updateOperation;
    QString rotateOperation; ///< empty = the provider has none
    QString removeOperation;
    QString detachOperation; ///< empty = the same as removing
    QString generation; ///< as the account dialog offers it; empty = the provider has one only
    bool isEmbedded = true; ///< the simulator of this program answers, so that it can be asked
};

/// A Qovery organization, an Astronomer organization and a workspace of it.
[[nodiscard]] QList<TourKind> tourKinds(const QList<DemoAccount> &opening, const Options &options);
/// An account whose credential was revoked, of an organization that none of `kinds` shows.
[[nodiscard]] TourKind revokedKind(
    const QList<DemoAccount> &all, const QList<TourKind> &kinds, const Options &options);
