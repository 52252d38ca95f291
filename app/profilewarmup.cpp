// SPDX-License-Identifier: MIT
#include "profilewarmup.h"

#include "core/heap.h"
#include "store/database.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace {

/// What reading a database through and its lists into memory may take, for each byte of the file.
constexpr qint64 memoryPerByte = 10;
constexpr qint64 mostMemory = 256LL * 1024 * 1024; // bytes

} // namespace

ProfileWarmup::ProfileWarmup(const QString &filePath)
    : m_filePath(filePath)
{
    std::promise<DatabaseInspection> inspection;
    std::promise<std::shared_ptr<KeptListings>> listings;
    m_inspection = inspection.get_future().share();
    m_listings = listings.get_future().share();
    m_work = std::async(std::launch::async,
        [filePath, application = m_application.get_future(), inspected = std::move(inspection),
            listed = std::move(listings)]() mutable {
            growHeap(std::min(QFileInfo(filePath).size() * memoryPerByte, mostMemory));
            auto kept = std::make_shared<KeptListings>();
            if (!application.get()) {
                inspected.set_value({});
                listed.set_value(std::move(kept));
                return;
            }
            Database::loadDriver();
            bool isTold = false;
            const DatabaseInspection found = Database::inspect(
                filePath, [&](const DatabaseInspection &sound, const QSqlDatabase &connection) {
                    inspected.set_value(sound);
                    isTold = true;
                    *kept = TokenCache::readAhead(connection);
                });
            if (!isTold)
                inspected.set_value(found);
            listed.set_value(std::move(kept));
        });
}

ProfileWarmup::~ProfileWarmup()
{
    tell(false);
    m_work.wait();
}

void ProfileWarmup::applicationBegins()
{
    tell(true);
}

void ProfileWarmup::tell(bool hasApplication)
{
    if (!m_hasTold)
        m_application.set_value(hasApplication);
    m_hasTold = true;
}
