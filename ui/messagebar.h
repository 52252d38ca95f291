// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QString>

#include <memory>

struct ErrorText;
class QAction;

/// An inline message: icon, sentence, up to two actions, "Details" (what may be copied) and close. Used above
/// the table and inside dialogs; never a pop-up. Hidden until something is shown; announces itself to
/// assistive technology.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    enum class Tone { Info, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);
    ~MessageBar() override;

    void showText(Tone tone, const QString &text, const QString &details = {});
    /// what · meaning · next, with the details behind "Details".
    void showError(const ErrorText &text);
    /// A button at the right; null to remove it. The bar does not own the action.
    void setAction(QAction *action);
    /// The same with several buttons, the first one foremost.
    void setActions(const QList<QAction *> &actions);
    void setClosable(bool closable);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const;
    void clear(); ///< hides it

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
