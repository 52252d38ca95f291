// SPDX-License-Identifier: MIT
#pragma once

#include "demo/wirerequest.h"

/// Cuts a byte stream into HTTP/1.1 requests: Content-Length and chunked bodies, strict line ends, bounded
/// sizes. What it cannot read without doubt it refuses with the fitting status and never guesses.
class RequestParser final
{
public:
    static constexpr qsizetype maxHeadBytes = 64 * 1024;
    static constexpr qsizetype maxBodyBytes = 1024 * 1024;

    enum class Progress {
        NeedsMore,
        NeedsContinue, ///< told once, when the client waits for "100 Continue"
        Complete, ///< take() has a request
        Failed, ///< failureStatus() says why; the stream is lost
    };

    void feed(const QByteArray &bytes) { m_input += bytes; }
    [[nodiscard]] Progress advance();
    /// The request that advance() completed; the next one may then be read.
    [[nodiscard]] WireRequest take();
    [[nodiscard]] int failureStatus() const { return m_failureStatus; }

private:
    enum class Stage { Head, Body, ChunkSize, ChunkData, Trailer, Done, Broken };

    Progress fail(int status);
    Progress readHead();
    bool readRequestLine(const QByteArray &line);
    bool readHeaderLine(const QByteArray &line);
    bool readFraming();
    Progress readChunks();
    bool readLine(QByteArray &line, qsizetype limit);

    QByteArray m_input;
    WireRequest m_request;
    qint64 m_bodyBytes = 0; ///< still to come, of the body or of the chunk
    Stage m_stage = Stage::Head;
    int m_failureStatus = 0;
    bool m_expectsContinue = false;
};
