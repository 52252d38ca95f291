// SPDX-License-Identifier: MIT
#pragma once

#include "tour.h"
#include "tourkind.h"

#include <memory>

class Session;

/// The life of one token of one kind, in steps: refused, created, changed, rotated, deleted; and for a
/// workspace an organization's token that is taken out. Verified at the window and at the simulator.
class TourLife final
{
public:
    TourLife(const TourDriver &driver, Sessions &sessions, DemoHost &demo, const TourKind &kind);

    [[nodiscard]] QList<TourStep> steps() const;

private:
    /// What later steps must know of earlier ones.
    struct Memory
    {
        TokenKey key;
        QString name;
        QString keptId;
        QByteArray value; ///< of the simulator: demo data
        QByteArray oldValue;
        QHash<QString, int> commits; ///< before the step
    };

    [[nodiscard]] QList<TourStep> creation() const;
    [[nodiscard]] QList<TourStep> change() const;
    [[nodiscard]] QList<TourStep> rotation() const;
    [[nodiscard]] QList<TourStep> removal() const;
    [[nodiscard]] QList<TourStep> detachment() const;
    [[nodiscard]] TourStep secretShown(
        const QString &what, const QString &operation, const QString &picture) const;
    [[nodiscard]] TourStep secretStored(const QString &what) const;
    [[nodiscard]] TourStep grey(const QString &what, const QString &button) const;
    [[nodiscard]] TourDriver::Act countCommits(const QString &operation) const;
    [[nodiscard]] TourDriver::Act rememberDetached() const;
    [[nodiscard]] QString committedOnce(const QString &operation) const;
    [[nodiscard]] QString dialogOpen(const QString &name) const;
    [[nodiscard]] QString noDialog() const;
    [[nodiscard]] Session *session() const;

    const TourDriver &m_driver;
    Sessions &m_sessions;
    DemoHost &m_demo;
    const TourKind m_kind;
    std::shared_ptr<Memory> m_memory;
};
