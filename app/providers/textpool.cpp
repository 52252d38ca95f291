// SPDX-License-Identifier: MIT
#include "providers/textpool.h"

QString TextPool::shared(const QString &text)
{
    return text.isEmpty() ? QString() : *m_texts.insert(text);
}

QString TextPool::shared(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    const auto ends =
        std::size_t(static_cast<unsigned char>(utf8.front()) ^ static_cast<unsigned char>(utf8.back()));
    Recent &recent = m_recent[(utf8.size() * 7 + ends) % m_recent.size()];
    if (recent.utf8 == utf8)
        return recent.text;
    const auto [known, isNew] = m_utf8Texts.try_emplace(utf8);
    if (isNew)
        known->second = shared(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
    recent = {known->first, known->second};
    return known->second;
}

QList<TokenRole> TextPool::shared(const QList<TokenRole> &roles)
{
    if (roles.isEmpty())
        return {};
    // Equal texts of this pool lie in one place.
    const auto placeOf = [](const QString &text) { return quintptr(text.constData()); };
    size_t hash = 0;
    for (const TokenRole &role : roles)
        hash = qHashMulti(hash, placeOf(role.entityId), placeOf(role.role), role.roleId);
    const auto [begin, end] = std::as_const(m_roleLists).equal_range(hash);
    for (auto known = begin; known != end; ++known) {
        if (known.value() == roles)
            return known.value();
    }
    m_roleLists.insert(hash, roles);
    return roles;
}
