// SPDX-License-Identifier: MIT
#include "ui/fielderrors.h"

#include <QStringList>

#include <array>

namespace {

struct Alias
{
    QLatin1String server;
    QLatin1String form;
};

constexpr std::array aliases{
    Alias{QLatin1String("role"), QLatin1String("role")},
    Alias{QLatin1String("roles"), QLatin1String("role")},
    Alias{QLatin1String("role_id"), QLatin1String("role")},
    Alias{QLatin1String("roleid"), QLatin1String("role")},
    Alias{QLatin1String("name"), QLatin1String("name")},
    Alias{QLatin1String("description"), QLatin1String("description")},
    Alias{QLatin1String("tokenexpiryperiodindays"), QLatin1String("expiryDays")},
    Alias{QLatin1String("expirydays"), QLatin1String("expiryDays")},
};

} // namespace

QString formFieldOf(const QString &serverField)
{
    QString path = serverField;
    path.replace(QLatin1Char('['), QLatin1Char('.')).replace(QLatin1Char('/'), QLatin1Char('.'));
    const QStringList parts = path.split(QLatin1Char('.'), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        for (const Alias &alias : aliases) {
            if (part.compare(alias.server, Qt::CaseInsensitive) == 0)
                return alias.form;
        }
    }
    return serverField;
}
