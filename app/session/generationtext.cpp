// SPDX-License-Identifier: MIT
#include "session/generationtext.h"

#include "providers/catalog.h"

#include <algorithm>

namespace {

bool isOlder(const GenerationReport &report, const QString &one, const QString &other)
{
    return report.find(one) < report.find(other);
}

bool isNoneThere(const GenerationReport &report)
{
    return !report.answers.isEmpty()
        && std::all_of(report.answers.cbegin(), report.answers.cend(), [](const GenerationAnswer &answer) {
               return answer.verdict == GenerationAnswer::Verdict::NotThere;
           });
}

} // namespace

QString GenerationText::offer(const GenerationReport &report, const QString &spoken)
{
    return report.isGone(spoken) ? report.newestAnswering() : QString();
}

QString GenerationText::offerAfter(const Error &error, const Account &account)
{
    const auto info = providerInfo(account.providerKey);
    const auto spoken = info ? info->generation(account.generation) : std::nullopt;
    if (!spoken || info->generations.size() < 2)
        return {};
    const bool isNewest = spoken->key == info->generations.constLast().key;
    if (error.httpStatus != 404 && error.httpStatus != 405 && error.httpStatus != 410)
        return {};
    return isNewest ? info->generations.at(info->generations.size() - 2).key
                    : info->generations.constLast().key;
}

QString GenerationText::act(const QString &generation, const Account &account)
{
    const auto info = providerInfo(account.providerKey);
    const bool isNewest =
        info && !info->generations.isEmpty() && info->generations.constLast().key == generation;
    return isNewest ? tr("Use the current API") : tr("Use the API %1").arg(generation);
}

QString GenerationText::sentence(const GenerationReport &report, const QString &spoken)
{
    if (const QString other = offer(report, spoken); !other.isEmpty()) {
        return isOlder(report, spoken, other)
            ? tr("This server no longer answers the old API %1. It answers %2.").arg(spoken, other)
            : tr("This server does not answer the API %1. It answers the older %2.").arg(spoken, other);
    }
    if (!isNoneThere(report))
        return {};
    QStringList names;
    for (const GenerationAnswer &answer : report.answers)
        names.append(answer.generation.key);
    //: %1: names of API generations, separated by commas
    return tr("This address answers no token list of any generation (%1). Check the address and the "
              "organization.")
        .arg(names.join(tr(", ")));
}
