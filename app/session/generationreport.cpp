// SPDX-License-Identifier: MIT
#include "session/generationreport.h"

#include <algorithm>

const GenerationAnswer *GenerationReport::find(const QString &generation) const
{
    const auto found = std::find_if(answers.cbegin(), answers.cend(),
        [&generation](const GenerationAnswer &answer) { return answer.generation.key == generation; });
    return found == answers.cend() ? nullptr : &*found;
}

bool GenerationReport::hasAnswered(const QString &generation) const
{
    const GenerationAnswer *answer = find(generation);
    return answer && answer->verdict == GenerationAnswer::Verdict::Answers;
}

bool GenerationReport::isGone(const QString &generation) const
{
    const GenerationAnswer *answer = find(generation);
    if (!answer || answer->verdict != GenerationAnswer::Verdict::NotThere)
        return false;
    return answer->error->httpStatus != 404 || !newestAnswering().isEmpty();
}

QString GenerationReport::newestAnswering() const
{
    for (auto answer = answers.crbegin(); answer != answers.crend(); ++answer) {
        if (answer->verdict == GenerationAnswer::Verdict::Answers)
            return answer->generation.key;
    }
    return {};
}
