// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"
#include "session/openquestions.h"

#include <QSet>

/// `tokenry-cli resolve`: looks what became of operations that were not answered. Only reads.
class ResolveCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResolveCommand)

public:
    ResolveCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] bool isVaultBypassed() const override;
    void run() override;
    void setAside(const QString &id);
    void lookAtAll();
    void check();
    void tell();

    std::unique_ptr<OpenQuestions> m_questions;
    QSet<QString> m_awaited;
};
