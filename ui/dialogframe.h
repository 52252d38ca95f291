// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <memory>

class DialogHeader;
class MessageBar;
class QDialog;
class QPushButton;

/// What every dialog of the program is made of: header, message bar, body, a thin progress line and the
/// buttons. Grows and shrinks with its content up to the screen, then scrolls. While busy the body is grey,
/// the primary button says what is being done, and Cancel stays.
///
/// Installs itself as the whole content of the dialog. The buttons are "primaryButton" and "cancelButton".
class DialogFrame final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DialogFrame)

public:
    enum class Danger { No, Yes };

    explicit DialogFrame(QDialog *dialog);
    ~DialogFrame() override;

    [[nodiscard]] DialogHeader &header() const;
    [[nodiscard]] MessageBar &messageBar() const;
    /// A widget between message bar and buttons; the last one with `stretch` takes extra height.
    void addToBody(QWidget *widget, int stretch = 0);
    /// A further message bar, above the ordinary one.
    [[nodiscard]] MessageBar *addBar(const QString &objectName);

    /// A dangerous button is never the default: then Return means Cancel.
    void setPrimary(const QString &label, const QString &busyLabel, Danger danger);
    void setPrimaryEnabled(bool enabled);
    /// For an end that is not to be had by Return alone; the dialog chooses its default button itself.
    void keepPrimaryFromReturn();
    void setPrimaryVisible(bool visible);
    void setCancelLabel(const QString &label);
    /// A further button, apart from the two and never the default one; owned by the frame.
    [[nodiscard]] QPushButton *addButton(const QString &objectName, const QString &label);
    [[nodiscard]] QPushButton *primaryButton() const;
    [[nodiscard]] QPushButton *cancelButton() const;
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const;
    /// Scrolls the widget into sight.
    void reveal(QWidget *widget);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void primaryClicked();
    void cancelClicked();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
