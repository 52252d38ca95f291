// SPDX-License-Identifier: MIT
#pragma once

#include <QHeaderView>

/// The header of the token table: which columns there are, in which order and how wide. The name takes what
/// the others leave until a person sets its width. The context menu chooses columns.
class TokenHeader final : public QHeaderView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TokenHeader)

public:
    explicit TokenHeader(QWidget *parent);

    /// Order, widths and hidden columns of the first start. Needs a model.
    void resetColumns();
    /// Shows the column of kinds, unless a person has chosen otherwise.
    void offerKinds();
    /// Gives the name column the rest of `viewportWidth`.
    void fit(int viewportWidth);

    [[nodiscard]] QByteArray saveColumns() const;
    /// False, and nothing changes, when the state is not one of ours.
    bool restoreColumns(const QByteArray &state);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// Widths or columns have changed otherwise than by fit().
    void columnsChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] int defaultWidth(int column) const;

    bool m_isFitting = false;
    bool m_isNameWidthChosen = false; ///< by a person
    bool m_areKindsChosen = false; ///< a person said whether kinds are shown
    bool m_areKindsOffered = false;
};
