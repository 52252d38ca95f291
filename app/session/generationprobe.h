// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/job.h"
#include "core/secret.h"
#include "session/generationreport.h"
#include "session/patience.h"

#include <QObject>

#include <memory>
#include <vector>

class Background;
class Line;

/// Finds out which generations of its provider's API a server answers: reads one token of the account's first
/// list at the address of each generation, all at once. Never changes anything.
///
/// The job ends with a report, also when nothing could be reached (then every answer is NotTold and has its
/// error); its only own error is Cancelled. `account` needs provider, address, organization and whatever the
/// way to the server needs (CA file, proxy, scheme); without an organization every answer is NotTold, since
/// the token paths need one. Where the provider has one generation only, the report is empty.
/// Ownership: of its job. Thread: the GUI thread.
class GenerationProbe final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GenerationProbe)

public:
    /// `credential` as pasted; `proxyPassword` for the login of the account's proxy. `clock` and `background`
    /// must outlive the job.
    [[nodiscard]] static JobOf<GenerationReport> *start(QObject *owner, const Account &account,
        const Secret &credential, const Clock &clock, Background &background, const Patience &patience = {},
        const Secret &proxyPassword = {});

    /// The account as it speaks that generation: its base URL's last part follows. Unchanged where the
    /// provider has no such generation.
    [[nodiscard]] static Account speaking(Account account, const QString &generation);

    ~GenerationProbe() override;

private:
    explicit GenerationProbe(JobOf<GenerationReport> *job);
    void ask(const Account &account, const Secret &credential, const Clock &clock, Background &background,
        const Patience &patience, const Secret &proxyPassword);
    void take(qsizetype index, std::optional<Error> error);

    JobOf<GenerationReport> *m_job;
    GenerationReport m_report;
    std::vector<std::unique_ptr<Line>> m_lines;
    qsizetype m_open = 0;
};
