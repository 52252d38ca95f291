// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <memory>

struct ActivityEntry;

/// One operation of the history: what it was in a headline, how it came out in a sentence, its facts, and
/// every step with its time. Texts are plain, wrapped and selectable. objectName "activityDetails".
class ActivityDetails final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityDetails)

public:
    explicit ActivityDetails(QWidget *parent = nullptr);
    ~ActivityDetails() override;

    void showNothing();
    void showEntry(const ActivityEntry &entry);

protected:
    void changeEvent(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
