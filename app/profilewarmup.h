// SPDX-License-Identifier: MIT
#pragma once

#include "store/databaseinspection.h"
#include "store/tokencache.h"

#include <future>
#include <memory>

/// Does in a thread of its own, while the program starts, what opening the profile would make the window wait
/// for: loads SQLite, reads the database through, and reads what an earlier run listed. Changes nothing on
/// the disk. Starts at construction, which may be before that of the application; what needs one then waits
/// for applicationBegins(). Thread: create and call in one.
class ProfileWarmup final
{
public:
    /// `filePath`: of the profile's database, which need not exist.
    explicit ProfileWarmup(const QString &filePath);
    /// Waits. Without an application nothing is read.
    ~ProfileWarmup();
    Q_DISABLE_COPY_MOVE(ProfileWarmup)

    void applicationBegins();
    [[nodiscard]] QString filePath() const { return m_filePath; }
    /// Waits for it; SQLite is loaded then.
    [[nodiscard]] DatabaseInspection inspection() const { return m_inspection.get(); }
    /// Without waiting; never null.
    [[nodiscard]] std::shared_future<std::shared_ptr<KeptListings>> listings() const { return m_listings; }

private:
    void tell(bool hasApplication);

    QString m_filePath;
    std::promise<bool> m_application;
    bool m_hasTold = false;
    std::shared_future<DatabaseInspection> m_inspection;
    std::shared_future<std::shared_ptr<KeptListings>> m_listings;
    std::future<void> m_work;
};
