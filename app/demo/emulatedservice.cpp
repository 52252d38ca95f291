// SPDX-License-Identifier: MIT
#include "demo/emulatedservice.h"

#include <algorithm>

void ServiceCall::choose(const QHash<QByteArray, QString> &operations, const QByteArray &method)
{
    operation = operations.value(method == "HEAD" ? QByteArray("GET") : method);
    if (!operation.isEmpty())
        return;
    refusal = operations.isEmpty() ? 404 : 405;
    QByteArrayList methods = operations.keys();
    if (methods.contains("GET"))
        methods.append("HEAD");
    std::sort(methods.begin(), methods.end());
    allowedMethods = methods.join(", ");
}
