// SPDX-License-Identifier: MIT
#include "store/storeerror.h"

#include <QSqlError>

Error storeError(const QString &technical)
{
    Error error;
    error.kind = Error::Kind::Vault;
    error.outcome = Error::Outcome::NotSent;
    error.technical = technical;
    error.when = QDateTime::currentDateTimeUtc();
    return error;
}

Error storeError(const QSqlError &error)
{
    return storeError(error.databaseText().isEmpty() ? error.driverText() : error.databaseText());
}
