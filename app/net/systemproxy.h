// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

/// Which proxy the computer is set to use for one address. Finding that out may take long: a configuration
/// script is fetched and run, or looked for in the network. So it happens in a thread that nobody waits for,
/// not even this object's end. What was found is used for a minute, and then while it is being found again.
/// Thread: one.
class SystemProxy final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SystemProxy)

public:
    using Question = std::function<QList<QNetworkProxy>(const QNetworkProxyQuery &)>;

    /// `ask` runs in the other thread.
    explicit SystemProxy(QUrl address, Question ask = &QNetworkProxyFactory::systemProxyForQuery,
        std::chrono::milliseconds validity = std::chrono::minutes(1));
    ~SystemProxy() override;

    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// NoProxy as long as it is not known.
    [[nodiscard]] const QNetworkProxy &proxy() const { return m_proxy; }
    /// Begins to find out, unless it is known well enough or being found out.
    void find();
    /// The next find() asks: something did not work.
    void doubt() { m_age.invalidate(); }

Q_SIGNALS:
    /// A first or another answer.
    void found();

private:
    struct Desk;
    void take(const QList<QNetworkProxy> &proxies);

    const QUrl m_address;
    const Question m_ask;
    const std::chrono::milliseconds m_validity;
    std::shared_ptr<Desk> m_desk;
    QNetworkProxy m_proxy;
    QElapsedTimer m_age;
    bool m_isKnown = false;
    bool m_isAsking = false;
};
