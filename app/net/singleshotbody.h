// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>

/// The body of a request that must leave exactly once.
///
/// QNetworkAccessManager repeats a request by itself when the connection ends without an answer, unless it
/// cannot rewind the body. This device cannot be rewound: sequential, unbuffered, seek() and reset() refuse.
/// It serves an empty body too, which is how a DELETE gets the same protection. Single use.
class SingleShotBody final : public QIODevice
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SingleShotBody)

public:
    explicit SingleShotBody(const QByteArray &content, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    bool seek(qint64 position) override;
    bool reset() override;

    /// True once anybody asked for a byte of it: the connection stands and the request is on its way.
    [[nodiscard]] bool wasTouched() const { return m_wasTouched; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_content;
    qint64 m_position = 0;
    bool m_wasTouched = false;
};
