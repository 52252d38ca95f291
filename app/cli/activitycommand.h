// SPDX-License-Identifier: MIT
#pragma once

#include "cli/commandspec.h"
#include "cli/profilecommand.h"
#include "session/activity.h"

/// `tokenry-cli activity`: the journal, looked over with --verify. Needs no vault.
class ActivityCommand final : public ProfileCommand
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityCommand)

public:
    ActivityCommand();
    [[nodiscard]] static CommandSpec spec();

private:
    [[nodiscard]] QString complaint() const override;
    void run() override;
    void verify();
    void exportFile();
    void read();
    void take(const QList<ActivityEntry> &entries);
    void print();

    std::unique_ptr<Activity> m_activity;
    QList<ActivityEntry> m_entries;
};
