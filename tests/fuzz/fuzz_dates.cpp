// SPDX-License-Identifier: MIT
#include "core/moment.h"
#include "fuzzinput.h"
#include "net/httpdate.h"

/// The bytes as a date of either kind.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    FuzzInput input(data, size);
    const QByteArray bytes = input.rest();
    const QString text = QString::fromUtf8(bytes);

    const QDateTime instant = parseRfc3339(text);
    if (instant.isValid()) {
        const QString written = instant.toUTC().toString(Qt::ISODateWithMs);
        require(parseRfc3339(written) == instant, "a date that was read is written and read the same");
    }
    const Moment moment = Moment::fromText(text);
    require(moment.isKnown() == moment.utc().isValid(), "a known moment is an instant");
    require(!instant.isValid() || moment.isKnown(), "a date is a known moment");
    require(!text.trimmed().isEmpty() || moment.state() == Moment::State::Absent, "no text is no moment");

    const QDateTime now(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime date = parseHttpDate(bytes, now);
    require(!date.isValid() || date.timeSpec() == Qt::UTC, "a header's date is in UTC");
    return 0;
}
