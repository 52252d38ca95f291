// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

/// The search box of the toolbar. Esc clears it; Esc in an empty one, Return and Down lead back to the
/// table. objectName "searchField".
class SearchField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchField)

public:
    explicit SearchField(QWidget *parent = nullptr);

    /// Takes the focus with everything selected, ready to be typed over.
    void begin();

Q_SIGNALS:
    /// The person is done with the field.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};
