-- #region queries
-- name: CreateOrder :one
INSERT INTO orders (sku, quantity, email, status, idempotency_key)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT (idempotency_key) DO NOTHING
RETURNING *;

-- name: GetOrder :one
SELECT * FROM orders WHERE id = ?;

-- name: GetOrderByIdempotencyKey :one
SELECT * FROM orders WHERE idempotency_key = ?;

-- name: ListOrders :many
SELECT * FROM orders
WHERE id > sqlc.arg(after)
ORDER BY id
LIMIT sqlc.arg(page_size);

-- name: CancelOrder :one
UPDATE orders SET status = 'cancelled'
WHERE id = ? AND status <> 'shipped'
RETURNING *;

-- name: ConfirmOrder :exec
UPDATE orders
SET status = 'confirmed',
    confirmed_at = CURRENT_TIMESTAMP,
    confirmations = confirmations + 1
WHERE id = ? AND status = 'pending';
-- #endregion queries
