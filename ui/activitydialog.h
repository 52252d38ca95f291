// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

#include <memory>

class Activity;
class Prompts;

/// What was done, newest first: the journal as a person reads it, with a filter, every step of the selected
/// operation, exports of what the filter shows, and a look over the journal's seals. Not modal; stays up to
/// date while it is open. `activity` and `prompts` must outlive it. objectName "activityDialog".
class ActivityDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityDialog)

public:
    ActivityDialog(Activity &activity, Prompts &prompts, QWidget *parent);
    ~ActivityDialog() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
