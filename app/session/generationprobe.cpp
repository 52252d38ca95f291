// SPDX-License-Identifier: MIT
#include "session/generationprobe.h"

#include "providers/catalog.h"
#include "session/line.h"

namespace {

GenerationAnswer::Verdict verdictOf(const std::optional<Error> &error)
{
    if (!error)
        return GenerationAnswer::Verdict::Answers;
    const int status = error->httpStatus;
    return status == 404 || status == 405 || status == 410 ? GenerationAnswer::Verdict::NotThere
                                                           : GenerationAnswer::Verdict::NotTold;
}

/// The address with another generation as its last part; one that ends with none gets it appended.
QUrl addressOf(const ProviderInfo &info, QUrl address, const QString &generation)
{
    address = address.adjusted(QUrl::StripTrailingSlash);
    QString path = address.path();
    for (const ApiGeneration &one : info.generations) {
        if (path.endsWith(u'/' + one.key)) {
            path.chop(one.key.size() + 1);
            break;
        }
    }
    while (path.endsWith(u'/'))
        path.chop(1);
    address.setPath(path + u'/' + generation);
    return address;
}

} // namespace

Account GenerationProbe::speaking(Account account, const QString &generation)
{
    const auto info = providerInfo(account.providerKey);
    if (!info || generation.isEmpty() || !info->generation(generation))
        return account;
    account.generation = generation;
    account.baseUrl = addressOf(*info, account.baseUrl, generation);
    return account;
}

JobOf<GenerationReport> *GenerationProbe::start(QObject *owner, const Account &account,
    const Secret &credential, const Clock &clock, Background &background, const Patience &patience,
    const Secret &proxyPassword)
{
    auto *job = new JobOf<GenerationReport>(owner);
    (new GenerationProbe(job))->ask(account, credential, clock, background, patience, proxyPassword);
    return job;
}

GenerationProbe::GenerationProbe(JobOf<GenerationReport> *job)
    : QObject(job)
    , m_job(job)
{ }

GenerationProbe::~GenerationProbe() = default;

void GenerationProbe::ask(const Account &account, const Secret &credential, const Clock &clock,
    Background &background, const Patience &patience, const Secret &proxyPassword)
{
    const auto info = providerInfo(account.providerKey);
    const QList<ApiGeneration> generations = info ? info->generations : QList<ApiGeneration>();
    if (generations.isEmpty()) {
        m_job->deliver(Result<GenerationReport>(GenerationReport{}));
        return;
    }
    m_open = generations.size();
    for (const ApiGeneration &generation : generations) {
        const qsizetype index = m_report.answers.size();
        const Account spoken = speaking(account, generation.key);
        GenerationAnswer answer;
        answer.generation = {generation.key, generation.label, spoken.baseUrl};
        m_report.answers.append(answer);
        m_lines.push_back(
            std::make_unique<Line>(spoken, credential.duplicate(), clock, background, patience));
        m_lines.back()->setProxyPassword(proxyPassword.duplicate());
        Provider &provider = m_lines.back()->provider();
        provider.listTokens(this, provider.places().value(0), {0, 1})
            ->onFinished(this, [this, index](Result<TokenPage> &&page) {
                take(index, page ? std::nullopt : std::optional(page.error()));
            });
    }
}

void GenerationProbe::take(qsizetype index, std::optional<Error> error)
{
    GenerationAnswer &answer = m_report.answers[index];
    answer.verdict = verdictOf(error);
    answer.error = std::move(error);
    if (--m_open == 0)
        m_job->deliver(Result<GenerationReport>(m_report));
}
