-- +goose Up
-- #region migration
CREATE TABLE orders (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    sku             TEXT NOT NULL CHECK (length(sku) BETWEEN 1 AND 40),
    quantity        INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 100),
    email           TEXT NOT NULL,
    status          TEXT NOT NULL CHECK (
        status IN ('pending', 'confirmed', 'shipped', 'cancelled')
    ),
    idempotency_key TEXT UNIQUE,
    confirmations   INTEGER NOT NULL DEFAULT 0,
    confirmed_at    TIMESTAMP,
    created_at      TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
-- #endregion migration

-- +goose Down
DROP TABLE orders;
