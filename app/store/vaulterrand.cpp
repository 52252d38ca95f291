// SPDX-License-Identifier: MIT
#include "store/vaulterrand.h"

#include "store/storeerror.h"

VaultErrand::VaultErrand(JobOf<Nothing> *told, QObject *vault)
    : QObject(vault)
    , m_told(told)
{
    told->setAbortHandler([guard = QPointer<VaultErrand>(this)] {
        if (guard)
            guard->abort();
    });
    connect(told, &QObject::destroyed, this, &VaultErrand::abort);
}

VaultErrand::~VaultErrand()
{
    Error error = storeError(QStringLiteral("the vault was closed"));
    error.kind = Error::Kind::Cancelled;
    tell(std::move(error));
}

void VaultErrand::abort()
{
    m_isAborted = true;
    if (m_current)
        m_current->abort();
}

void VaultErrand::end(Result<Nothing> &&result)
{
    tell(std::move(result));
    deleteLater();
}

void VaultErrand::tell(Result<Nothing> &&result)
{
    if (JobOf<Nothing> *told = m_told.data())
        told->deliver(std::move(result));
    m_told.clear();
}
