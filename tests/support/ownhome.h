// SPDX-License-Identifier: MIT
#pragma once

#include <QTemporaryDir>

/// Home, configuration, data, state, cache, runtime and temporary folders of this program's own and of the
/// programs it starts, all below one folder that can be looked through afterwards. Make it before the
/// application object, and before anything else asks where these folders are.
class OwnHome final
{
public:
    OwnHome();
    Q_DISABLE_COPY_MOVE(OwnHome)

    [[nodiscard]] QString path() const { return m_root.path(); }
    [[nodiscard]] QString path(const QString &name) const { return m_root.filePath(name); }

private:
    QTemporaryDir m_root;
};
