// SPDX-License-Identifier: MIT
#include "demo/requestparser.h"

#include <utility>

namespace {

bool isTokenText(const QByteArray &text)
{
    static constexpr QByteArrayView extra("!#$%&'*+-.^_`|~");
    for (const char c : text) {
        const bool isWord = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!isWord && !extra.contains(c))
            return false;
    }
    return !text.isEmpty();
}

bool hasControlCharacter(const QByteArray &text)
{
    for (const char c : text) {
        if ((c >= 0 && c < 0x20 && c != '\t') || c == 0x7f)
            return true;
    }
    return false;
}

/// Digits only: no sign, no blank, nothing that QByteArray::toLongLong would forgive.
bool readNumber(const QByteArray &text, int base, qint64 &value)
{
    for (const char c : text) {
        const bool isDigit = c >= '0' && c <= '9';
        const bool isHex = base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
        if (!isDigit && !isHex)
            return false;
    }
    bool isNumber = false;
    value = text.toLongLong(&isNumber, base);
    return isNumber;
}

} // namespace

RequestParser::Progress RequestParser::fail(int status)
{
    if (m_stage != Stage::Broken) {
        m_stage = Stage::Broken;
        m_failureStatus = status;
        m_input.clear();
    }
    return Progress::Failed;
}

RequestParser::Progress RequestParser::advance()
{
    if (m_stage == Stage::Head) {
        const Progress progress = readHead();
        if (m_stage == Stage::Head || m_stage == Stage::Broken)
            return progress;
    }
    if (m_expectsContinue) {
        m_expectsContinue = false;
        return Progress::NeedsContinue;
    }
    if (m_stage == Stage::Body) {
        if (m_input.size() < m_bodyBytes)
            return Progress::NeedsMore;
        m_request.body = m_input.left(m_bodyBytes);
        m_input.remove(0, m_bodyBytes);
        m_stage = Stage::Done;
    }
    if (m_stage == Stage::ChunkSize || m_stage == Stage::ChunkData || m_stage == Stage::Trailer) {
        const Progress progress = readChunks();
        if (m_stage != Stage::Done)
            return progress;
    }
    return m_stage == Stage::Done ? Progress::Complete : Progress::Failed;
}

WireRequest RequestParser::take()
{
    m_stage = Stage::Head;
    return std::exchange(m_request, {});
}

RequestParser::Progress RequestParser::readHead()
{
    // RFC 9112 2.2: empty lines before a request line are to be overlooked.
    while (m_input.startsWith("\r\n"))
        m_input.remove(0, 2);
    const qsizetype end = m_input.indexOf("\r\n\r\n");
    if (end < 0 || end > maxHeadBytes) {
        if (m_input.size() > maxHeadBytes)
            return fail(431);
        // A TLS greeting or other binary noise has no line end to wait for.
        const qsizetype firstBlank = m_input.indexOf(' ');
        const QByteArray method = firstBlank < 0 ? m_input : m_input.left(firstBlank);
        if (!method.isEmpty() && method != "\r" && !isTokenText(method))
            return fail(400);
        return Progress::NeedsMore;
    }

    const QByteArray head = m_input.left(end);
    m_input.remove(0, end + 4);
    qsizetype lineStart = 0;
    bool isFirst = true;
    while (lineStart <= head.size()) {
        qsizetype lineEnd = head.indexOf("\r\n", lineStart);
        if (lineEnd < 0)
            lineEnd = head.size();
        const QByteArray line = head.mid(lineStart, lineEnd - lineStart);
        if (!(isFirst ? readRequestLine(line) : readHeaderLine(line)))
            return Progress::Failed;
        isFirst = false;
        lineStart = lineEnd + 2;
    }
    return readFraming() ? Progress::NeedsMore : Progress::Failed;
}

bool RequestParser::readRequestLine(const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    if (parts.size() != 3 || !isTokenText(parts[0]) || parts[1].isEmpty() || hasControlCharacter(line)) {
        fail(400);
        return false;
    }
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0") {
        fail(parts[2].startsWith("HTTP/") ? 505 : 400);
        return false;
    }
    m_request.method = parts[0];
    m_request.target = parts[1];
    m_request.keepsAlive = parts[2] == "HTTP/1.1";
    if (m_request.target.startsWith("http://")) {
        const qsizetype pathStart = m_request.target.indexOf('/', 7);
        m_request.target = pathStart < 0 ? QByteArray("/") : m_request.target.mid(pathStart);
    }
    if (!m_request.target.startsWith('/') && m_request.target != "*") {
        fail(400);
        return false;
    }
    return true;
}

bool RequestParser::readHeaderLine(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isTokenText(line.left(colon)) || hasControlCharacter(line)) {
        fail(400);
        return false;
    }
    m_request.headers.append({line.left(colon).toLower(), line.mid(colon + 1).trimmed()});
    return true;
}

bool RequestParser::readFraming()
{
    const bool isOldVersion = !m_request.keepsAlive;
    bool hasHost = false;
    bool hasLength = false;
    bool isChunked = false;
    m_bodyBytes = 0;
    for (const auto &[name, value] : std::as_const(m_request.headers)) {
        if (name == "host") {
            hasHost = true;
        } else if (name == "content-length") {
            qint64 length = 0;
            if (!readNumber(value, 10, length) || (hasLength && length != m_bodyBytes)) {
                fail(400);
                return false;
            }
            hasLength = true;
            m_bodyBytes = length;
        } else if (name == "transfer-encoding") {
            if (value.toLower() != "chunked" || isChunked) {
                fail(501);
                return false;
            }
            isChunked = true;
        } else if (name == "connection") {
            const QByteArray word = value.toLower();
            if (word.contains("close"))
                m_request.keepsAlive = false;
            else if (word.contains("keep-alive"))
                m_request.keepsAlive = true;
        } else if (name == "expect") {
            m_expectsContinue = value.toLower() == "100-continue";
        }
    }
    // Both framings at once is how requests are smuggled past proxies.
    if ((!hasHost && !isOldVersion) || (hasLength && isChunked)) {
        fail(400);
        return false;
    }
    if (m_bodyBytes > maxBodyBytes) {
        fail(413);
        return false;
    }
    m_stage = isChunked ? Stage::ChunkSize : Stage::Body;
    m_expectsContinue = m_expectsContinue && (isChunked || m_bodyBytes > 0);
    return true;
}

bool RequestParser::readLine(QByteArray &line, qsizetype limit)
{
    const qsizetype end = m_input.indexOf("\r\n");
    if (end < 0) {
        if (m_input.size() > limit)
            fail(400);
        return false;
    }
    line = m_input.left(end);
    m_input.remove(0, end + 2);
    return true;
}

RequestParser::Progress RequestParser::readChunks()
{
    constexpr qsizetype maxLineBytes = 1024;
    while (m_stage != Stage::Done) {
        QByteArray line;
        if (m_stage == Stage::ChunkData) {
            if (m_input.size() < m_bodyBytes + 2)
                return Progress::NeedsMore;
            m_request.body += m_input.left(m_bodyBytes);
            if (m_input.mid(m_bodyBytes, 2) != "\r\n")
                return fail(400);
            m_input.remove(0, m_bodyBytes + 2);
            m_stage = Stage::ChunkSize;
            continue;
        }
        if (!readLine(line, maxLineBytes))
            return m_stage == Stage::Broken ? Progress::Failed : Progress::NeedsMore;
        if (m_stage == Stage::Trailer) {
            if (line.isEmpty())
                m_stage = Stage::Done;
            continue;
        }
        const QByteArray size = line.split(';').constFirst().trimmed();
        if (!readNumber(size, 16, m_bodyBytes))
            return fail(400);
        if (m_bodyBytes > maxBodyBytes - m_request.body.size())
            return fail(413);
        m_stage = m_bodyBytes == 0 ? Stage::Trailer : Stage::ChunkData;
    }
    return Progress::Complete;
}
