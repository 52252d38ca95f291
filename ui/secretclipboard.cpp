// SPDX-License-Identifier: MIT
#include "ui/secretclipboard.h"

#include "ui/secretmime.h"

#include <QClipboard>
#include <QCryptographicHash>
#include <QMimeData>
#include <QTimer>

#include <algorithm>

using namespace std::chrono_literals;

namespace {

/// A fingerprint tells "still ours" without keeping the value a second time.
QByteArray fingerprint(QByteArrayView bytes)
{
    return QCryptographicHash::hash(
        QByteArray::fromRawData(bytes.data(), bytes.size()), QCryptographicHash::Sha256);
}

} // namespace

class SecretClipboard::Private
{
public:
    Private(SecretClipboard &owner, QClipboard &board)
        : q(owner)
        , clipboard(board)
    { }

    [[nodiscard]] bool holdsOurs() const
    {
        if (ours.isEmpty())
            return false;
        const QMimeData *content = clipboard.mimeData(QClipboard::Clipboard);
        if (!content || !content->hasText())
            return false;
        QByteArray text = content->text().toUtf8();
        const bool same = fingerprint(text) == ours;
        wipe(text);
        return same;
    }

    void setSecondsLeft(int seconds)
    {
        if (secondsLeft == seconds)
            return;
        secondsLeft = seconds;
        Q_EMIT q.secondsLeftChanged(seconds);
    }

    void forget()
    {
        ticks.stop();
        ours.clear();
        setSecondsLeft(0);
    }

    void tick()
    {
        if (secondsLeft <= 1)
            q.clearNow();
        else
            setSecondsLeft(secondsLeft - 1);
    }

    SecretClipboard &q;
    QClipboard &clipboard;
    QTimer ticks;
    QByteArray ours;
    std::chrono::seconds lifetime = 30s;
    int secondsLeft = 0;
    bool isWriting = false;
};

SecretClipboard::SecretClipboard(QClipboard &clipboard, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, clipboard))
{
    d->ticks.setInterval(1s);
    connect(&d->ticks, &QTimer::timeout, this, [this] { d->tick(); });
    connect(&clipboard, &QClipboard::dataChanged, this, [this] {
        if (!d->isWriting && d->secondsLeft > 0 && !d->holdsOurs())
            d->forget();
    });
}

SecretClipboard::~SecretClipboard()
{
    if (d->holdsOurs())
        d->clipboard.clear(QClipboard::Clipboard);
}

void SecretClipboard::setLifetime(std::chrono::seconds lifetime)
{
    d->lifetime = std::max(lifetime, 1s);
}

bool SecretClipboard::copy(const Secret &secret)
{
    if (secret.isEmpty())
        return false;
    d->ours = fingerprint(secret.reveal());
    d->isWriting = true;
    d->clipboard.setMimeData(
        makeSecretMime(QString::fromUtf8(secret.reveal())).release(), QClipboard::Clipboard);
    d->isWriting = false;
    if (!d->holdsOurs()) {
        d->forget();
        return false;
    }
    d->ticks.start();
    d->setSecondsLeft(static_cast<int>(d->lifetime.count()));
    return true;
}

int SecretClipboard::secondsLeft() const
{
    return d->secondsLeft;
}

void SecretClipboard::clearNow()
{
    if (d->holdsOurs()) {
        d->isWriting = true;
        d->clipboard.clear(QClipboard::Clipboard);
        d->isWriting = false;
    }
    d->forget();
}
