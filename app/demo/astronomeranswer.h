// SPDX-License-Identifier: MIT
#pragma once

#include "demo/emulatedservice.h"

/// The answers that both generations of the emulated Astronomer give alike.
namespace astronomeranswer {

[[nodiscard]] WireResponse json(const QByteArray &json);
/// The service's error object.
[[nodiscard]] WireResponse refuse(int status, const QString &message);
/// 404 or 405, as the call's refusal says.
[[nodiscard]] WireResponse refuseCall(const ServiceCall &call);
/// Done, nothing to tell.
[[nodiscard]] WireResponse noContent();
[[nodiscard]] WireResponse tooManyRequests();
/// Both directions of every field, as `sorts` names them.
[[nodiscard]] QStringList directed(const QStringList &fields);

} // namespace astronomeranswer
