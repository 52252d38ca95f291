// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <utility>
#include <variant>

/// The value of an operation that has nothing to say but "done".
struct Nothing
{ };

/// A value or an Error (std::expected is not in every compiler this project builds with). T may be move-only.
template <class T>
class [[nodiscard]] Result final
{
public:
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    { }

    [[nodiscard]] bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Precondition: ok().
    [[nodiscard]] T &value() & { return std::get<0>(m_content); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_content); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_content)); }

    /// Precondition: !ok().
    [[nodiscard]] const Error &error() const & { return std::get<1>(m_content); }
    [[nodiscard]] Error &&error() && { return std::get<1>(std::move(m_content)); }

private:
    std::variant<T, Error> m_content;
};
