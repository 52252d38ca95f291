// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class DialogFrame;
struct WizardState;

/// One page of the account wizard. It works in the frame's body, with the frame's message bar and busy mark.
/// Ownership: of the wizard.
class WizardPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WizardPage)

public:
    /// Both must outlive the page.
    WizardPage(WizardState &state, DialogFrame &frame);

    [[nodiscard]] virtual QString headline() const = 0;
    /// Of the primary button.
    [[nodiscard]] virtual QString verb() const { return tr("Next"); }
    /// Of the primary button while the page is busy.
    [[nodiscard]] virtual QString busyVerb() const { return verb(); }
    /// It is shown now; `isForward`: coming from the page before it.
    virtual void enter(bool isForward) { (void)isForward; }
    /// Another page is shown now, or none: what is under way is stopped.
    virtual void leave() { }
    /// Stops what is under way; false when nothing is.
    virtual bool stop() { return false; }
    /// Complains at the fields; true when the next page may come. What was chosen is in the state then.
    [[nodiscard]] virtual bool finish() = 0;
    virtual void focusFirst() = 0;

Q_SIGNALS:
    /// As if the primary button had been pressed.
    void nextRequested();
    /// The person wants to look at the credential page again; `isAdvanced`: at its further fields.
    void credentialRequested(bool isAdvanced);
    /// headline() says something else now.
    void headlineChanged();
    /// Whether the primary button can be pressed.
    void readinessChanged(bool isReady);

protected:
    [[nodiscard]] WizardState &state() const { return m_state; }
    [[nodiscard]] DialogFrame &frame() const { return m_frame; }

private:
    WizardState &m_state;
    DialogFrame &m_frame;
};
