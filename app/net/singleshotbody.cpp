// SPDX-License-Identifier: MIT
#include "net/singleshotbody.h"

#include <cstring>

SingleShotBody::SingleShotBody(const QByteArray &content, QObject *parent)
    : QIODevice(parent)
    , m_content(content)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 SingleShotBody::bytesAvailable() const
{
    return m_content.size() - m_position;
}

bool SingleShotBody::seek(qint64)
{
    return false;
}

// The base class would warn on stderr; refusing here is the very purpose of this type.
bool SingleShotBody::reset()
{
    return false;
}

qint64 SingleShotBody::readData(char *data, qint64 maxSize)
{
    m_wasTouched = true;
    const qint64 size = qMin(maxSize, bytesAvailable());
    if (size <= 0)
        return -1;
    std::memcpy(data, m_content.constData() + m_position, static_cast<std::size_t>(size));
    m_position += size;
    return size;
}

qint64 SingleShotBody::writeData(const char *, qint64)
{
    return -1;
}
