// SPDX-License-Identifier: MIT
#include "providers/provider.h"

#include "providers/precheck.h"

JobOf<QString> *Provider::readPolicy(QObject *owner, const TokenKey &)
{
    return finishedJob<QString>(owner, PreCheck::unsupported({}));
}
