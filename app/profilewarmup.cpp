// SPDX-License-Identifier: MIT
#include "profilewarmup.h"

#include "store/database.h"

#include <utility>

ProfileWarmup::ProfileWarmup(const QString &filePath)
{
    std::promise<DatabaseInspection> inspection;
    std::promise<std::shared_ptr<KeptListings>> listings;
    m_inspection = inspection.get_future().share();
    m_listings = listings.get_future().share();
    m_work = std::async(std::launch::async,
        [filePath, inspected = std::move(inspection), listed = std::move(listings)]() mutable {
            Database::loadDriver();
            const DatabaseInspection found = Database::inspect(filePath);
            inspected.set_value(found);
            const bool isUsable = found.size > 0 && !found.trouble;
            listed.set_value(
                std::make_shared<KeptListings>(isUsable ? TokenCache(filePath).readAhead() : KeptListings()));
        });
}

ProfileWarmup::~ProfileWarmup()
{
    m_work.wait();
}
