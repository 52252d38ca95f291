// SPDX-License-Identifier: MIT
#pragma once

#include "demo/fault.h"
#include "demo/wirerequest.h"
#include "demo/wireresponse.h"

#include <QHash>

/// Which operation a request asks for.
struct ServiceCall
{
    QString operation; ///< empty when none matched; then `refusal` says why
    QString organizationId;
    QString workspaceId;
    QString tokenId;
    QByteArray allowedMethods; ///< of the path, for 405
    int refusal = 0; ///< 404 or 405

    /// Takes the operation for that method out of those the path has; HEAD goes where GET goes.
    void choose(const QHash<QByteArray, QString> &operations, const QByteArray &method);
};

/// What came of it.
struct ServiceAnswer
{
    WireResponse response;
    bool isCommitted = false; ///< the state has changed
};

/// One of the services the simulator emulates: paths, rights, validation and JSON over a shared DemoWorld.
class EmulatedService
{
public:
    EmulatedService() = default;
    virtual ~EmulatedService() = default;
    Q_DISABLE_COPY_MOVE(EmulatedService)

    [[nodiscard]] virtual ServiceCall route(const WireRequest &request) const = 0;
    /// Does it. `fault` matters to lists only (ShiftPages and its like).
    [[nodiscard]] virtual ServiceAnswer perform(
        const ServiceCall &call, const WireRequest &request, const Fault &fault) = 0;
    /// Too many requests, as this service says it.
    [[nodiscard]] virtual WireResponse tooManyRequests() const = 0;
};
