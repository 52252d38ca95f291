// SPDX-License-Identifier: MIT
#include "demo/astronomerdeed.h"

#include "demo/demosecret.h"
#include "demo/demoworld.h"

namespace {

void sign(DemoWorld &world, DemoToken &token, const DemoSubjectPointer &by)
{
    token.updatedAt = DemoMoment{world.now()};
    token.updatedBy = by;
}

QString newShortForm(DemoWorld &world)
{
    return QString::fromLatin1(demosecret::randomWord(world.random(), 6));
}

} // namespace

astronomerdeed::Issue astronomerdeed::create(DemoWorld &world, DemoToken draft, const DemoSubjectPointer &by)
{
    draft.shortToken = newShortForm(world);
    sign(world, draft, by);
    draft.createdAt = draft.updatedAt;
    draft.createdBy = by;
    draft.startAt = draft.createdAt;
    if (draft.expiryDays > 0)
        draft.endAt = DemoMoment{draft.startAt.msecs + draft.expiryDays * msecsPerDay};
    const DemoToken &token = world.addToken(std::move(draft));
    return {token, world.issueSecret(token.id)};
}

astronomerdeed::Issue astronomerdeed::rotate(
    DemoWorld &world, const DemoToken &token, const DemoSubjectPointer &by)
{
    world.changeToken(token.id, [&](DemoToken &changed) {
        changed.shortToken = newShortForm(world);
        sign(world, changed, by);
        changed.lastRotatedAt = changed.updatedAt;
    });
    return {token, world.issueSecret(token.id)};
}

void astronomerdeed::rename(DemoWorld &world, const DemoToken &token, const QString &name,
    const QString &description, const DemoSubjectPointer &by)
{
    world.changeToken(token.id, [&](DemoToken &changed) {
        changed.name = name;
        changed.description = description;
        sign(world, changed, by);
    });
}

void astronomerdeed::setRoles(
    DemoWorld &world, const DemoToken &token, const QList<DemoRole> &roles, const DemoSubjectPointer &by)
{
    world.changeToken(token.id, [&](DemoToken &changed) {
        changed.roles = roles;
        sign(world, changed, by);
    });
}
